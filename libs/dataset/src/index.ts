export * from './dataset.js';
export * from './dataset-stream.js';
export * from './frames.js';
export * from './row-reader.js';
