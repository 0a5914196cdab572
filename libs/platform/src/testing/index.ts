export * from './http-client.js';
export * from './test-callers.js';
export * from './test-config.js';
export * from './route-walker.js';
