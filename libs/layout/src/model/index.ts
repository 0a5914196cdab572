export * from './appearance.js';
export * from './bands.js';
export * from './chart.js';
export * from './layout.js';
export * from './matrix.js';
export * from './objects.js';
export * from './table-design.js';
export * from './value-pattern.js';
