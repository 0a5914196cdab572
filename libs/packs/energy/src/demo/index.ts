export { energyOrganizations, type EnergyOrganization, type Person } from './organizations.js';
export { seedEnergyDemo } from './seed-energy-demo.js';
export { seedEnergyHistory, type DemoFile } from './seed-energy-history.js';
export type { SqlClient } from '@galley/dataset';
