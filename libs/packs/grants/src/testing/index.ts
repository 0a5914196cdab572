export * from './bu-1.js';
export * from './bu-1-source.js';
export * from '../submission/simulator/index.js';
export { GrantsRows } from './grants-rows.js';
