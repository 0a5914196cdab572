export * from './file-name.js';
export * from './file-store.js';
export * from './key-layout.js';
export * from './registry.js';
export * from './storage-error.js';
export * from './store-kind.js';
export * from './verify-bytes.js';
