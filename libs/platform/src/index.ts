export * from './auth/principal.js';
export * from './errors/common-problems.js';
export * from './errors/define-problem.js';
export * from './errors/galley-error.js';
