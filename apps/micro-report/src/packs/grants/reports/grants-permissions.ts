import { definePermission } from '@galley/platform';
import { RoleForbidden } from './grants-problems.js';

/** Everything about Bufdir reports: coordinators and administrators (BU-B-2). */
export const BUFDIR_REPORTS = definePermission(
  'grants.report',
  ['platform_admin', 'global_admin', 'org_admin', 'coordinator'],
  RoleForbidden,
);
export const DELETE_BUFDIR_REPORTS = definePermission(
  'grants.delete-report',
  ['platform_admin', 'global_admin', 'org_admin'],
  RoleForbidden,
);
