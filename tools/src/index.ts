export * from './testing/clone-database.js';
export * from './stack/galley-client.js';
export * from './stack/local-stack.js';
