export * from './section-kinds.js';
