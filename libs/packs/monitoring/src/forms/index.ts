export * from './answer.js';
export * from './evaluate-form.js';
export * from './form.js';
export * from './read-form.js';
