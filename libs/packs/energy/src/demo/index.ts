export { energyOrganizations } from './organizations.js';
export { seedEnergyDemo } from './seed-energy-demo.js';
