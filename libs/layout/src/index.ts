export * from './document-info.js';
export * from './table-layout.js';
