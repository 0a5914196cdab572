export { addMember, addOrganization, type DemoMember, type DemoPlace } from './add-organization.js';
export { asOrganization } from './as-organization.js';
export { chanceSql } from './chance-sql.js';
export { demoId } from './demo-id.js';
export { withoutTriggers } from './without-triggers.js';
