export * from './monitoring-rows.js';
