export { seedEnergyTemplates, seedOrganizationTemplates, type Seeded } from './seed-templates.js';
export { organizationTemplates, platformTemplates } from './standard-templates.js';
export type { SqlClient } from '@galley/dataset';
