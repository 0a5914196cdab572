export * from './answer.js';
export * from './evaluate-form.js';
export * from './form.js';
export * from './publish-faults.js';
export * from './read-form.js';
