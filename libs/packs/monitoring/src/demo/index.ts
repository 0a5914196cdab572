export { MONITORING_DEMO_SIZE, seedMonitoringDemo, type MonitoringDemoSize } from './seed-monitoring-demo.js';
export { unhcrRecords, type ActivityModel, type RecordBatch } from './unhcr-records.js';
export { readUnhcrActivity } from '../pack-files.js';
export { insertRandomValues } from './random-values.js';
