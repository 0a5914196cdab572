export * from './builder.js';
export * from './dataset.js';
export * from './dataset-stream.js';
export * from './frames.js';
export * from './row-reader.js';
export * from './sql.js';
