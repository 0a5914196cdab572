export { grantsOrganizations, type GrantsOrganization, type GrantsPerson } from './organizations.js';
export { GRANTS_DEMO_SIZE, seedGrantsDemo, type GrantsDemoSize } from './seed-grants-demo.js';
export * from '../submission/simulator/index.js';
export { insertLargeRecords, type RecordCounts } from './large-records.js';
