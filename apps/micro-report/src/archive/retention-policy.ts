import type { SqlTx } from '@galley/platform';
import {
  readOrganizationSettings,
  type OrganizationSettings,
} from '../administration/organizations/organization-settings.js';
import type { RetentionPolicy } from './retention.js';

/** `report_keep_days`: the service's own default (`REPORT_KEEP_DAYS`), for organizations that set none. */
function retentionPolicyOf({ retention }: OrganizationSettings, report_keep_days: number): RetentionPolicy {
  return { ...retention, report_days: retention.report_days ?? report_keep_days };
}

export interface RetentionNow {
  readonly policy: RetentionPolicy;
  /** The database's clock. */
  readonly now: Date;
}

/** What the organization has decided, and the instant that counts. */
export async function retentionNow(
  tx: SqlTx,
  organization_id: string,
  report_keep_days: number,
): Promise<RetentionNow> {
  const [row] = await tx.$queryRaw<{ settings: unknown; now: Date }[]>`
    select settings, clock_timestamp() as now from platform.organization where id = ${organization_id}::uuid`;
  const settings = readOrganizationSettings(row?.settings);
  return { policy: retentionPolicyOf(settings, report_keep_days), now: row?.now ?? new Date() };
}
