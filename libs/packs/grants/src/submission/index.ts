export * from './bufdir-adapter.js';
export * from './bufdir-url.js';
export * from './http-bufdir-adapter.js';
export * from './idempotency-key.js';
