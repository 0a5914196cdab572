export { EnergyRows } from './energy-rows.js';
export { loadScenario, QUARTER, type Scenario } from './scenario.js';
