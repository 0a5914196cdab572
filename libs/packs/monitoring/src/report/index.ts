export { seedMonitoringTemplates } from './seed-templates.js';
export { standardTemplates } from './standard-templates.js';
