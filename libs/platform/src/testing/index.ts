export { describeRules, numberedRules } from './describe-rules.js';
export * from './http-client.js';
export * from './test-callers.js';
export * from './test-config.js';
export * from './route-walker.js';
export * from './organization-rows.js';
export * from './keep-for-a-look.js';
