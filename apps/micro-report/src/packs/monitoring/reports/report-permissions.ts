import { definePermission } from '@galley/platform';

/** Everything about reports to donors: coordinators and administrators, as the rows' policies have it (083_monitoring_rows.sql). */
export const DONOR_REPORTS = definePermission('monitoring.report', [
  'platform_admin',
  'global_admin',
  'org_admin',
  'coordinator',
]);
