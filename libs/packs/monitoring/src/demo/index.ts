export { MONITORING_DEMO_SIZE, seedMonitoringDemo, type MonitoringDemoSize } from './seed-monitoring-demo.js';
