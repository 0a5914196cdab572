export * from './contract.js';
export * from './render-error.js';
export * from './registry.js';
