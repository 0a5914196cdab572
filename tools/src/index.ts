export * from './testing/clone-database.js';
export * from './testing/builder-opener.js';
export * from './stack/galley-client.js';
export * from './stack/local-stack.js';
export * from './migrate/migrate-database.js';
export * from './stack/embedded-server.js';
export * from './generate-client.js';
