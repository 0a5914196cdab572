import { definePermission } from '@galley/platform';

/** ME-3: what is closed is opened by who answers for the organization. The database says the same. */
export const UNLOCK_PERIODS = definePermission('monitoring.reporting-periods.unlock', [
  'platform_admin',
  'global_admin',
  'org_admin',
]);
