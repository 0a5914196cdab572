export * from './testing/clone-database.js';
