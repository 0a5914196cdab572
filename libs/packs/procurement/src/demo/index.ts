export { AS_OF, FIRST_DAY } from './calendar.js';
export { demoUnits, rivalUnit } from './demo-units.js';
export { DEMO_SEED, generateUnit } from './generate-unit.js';
export { seedDemo, seedRival } from './seed-demo.js';
export type { SqlClient } from '@galley/dataset';
export type { DataRow, TableName, UnitData } from './unit-data.js';
export type { UnitPlan } from './unit-plan.js';
