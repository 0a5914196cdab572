import type { SqlClient } from '@galley/dataset';
import { addOrganization, asOrganization } from '@galley/platform/demo';
import { addPeople, type DemoPeople } from './add-people.js';
import type { DemoOrganization } from './demo-organization.js';
import { loadRecords, planRecords } from './load-records.js';
import { makeReport } from './make-report.js';
import { grantsOrganizations, type GrantsOrganization } from './organizations.js';
import { annotateReport, submitReport } from './report-history.js';

/** How much each organization has. */
export interface GrantsDemoSize {
  readonly local_associations: number;
  readonly contacts: number;
  readonly peer_mentors: number;
  /** In each of the three years; a multiple of 50, of which 3 are pending and 1 is rejected. */
  readonly activities: number;
}

export const GRANTS_DEMO_SIZE: GrantsDemoSize = {
  local_associations: 40,
  contacts: 3000,
  peer_mentors: 220,
  activities: 9000,
};

/** An organization that has no records yet. */
type Planned = GrantsOrganization &
  GrantsDemoSize &
  DemoOrganization &
  DemoPeople & { readonly place: number };

const NORWAY = { locale: 'nb-NO', timezone: 'Europe/Oslo', currency: 'NOK' };
const LAST_YEAR = { start: '2025-01-01', end: '2025-12-31' };
const MADE_AT = ['2026-08-24T07:12:00Z', '2026-09-07T11:40:00Z', '2026-10-05T06:55:00Z'];

/**
 * The organizations `likeverd`, `puls`, `lunge` and `sammen`: peer work of the years 2023 to 2025, and three versions of the report for
 * the last of them, the second of which was submitted (grants.md §5). Safe to run again: an organization that has units stays as it
 * is. `client` is one connection (not a pool: there is a transaction) of the admin role, after the migrations. Tests that
 * need less of everything say so with `size`.
 */
export async function seedGrantsDemo(
  client: SqlClient,
  size: GrantsDemoSize = GRANTS_DEMO_SIZE,
): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('galley.grants_demo'))`);
    const planned = await planOrganizations(client, size);
    if (planned.length > 0) await tellStory(client, planned);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function planOrganizations(client: SqlClient, size: GrantsDemoSize): Promise<readonly Planned[]> {
  const planned: Planned[] = [];
  for (const [index, organization] of grantsOrganizations.entries()) {
    const added = await addOrganization(client, 'grants', { ...NORWAY, ...organization });
    const { rows } = await client.query(
      'SELECT FROM grants.organization_unit WHERE organization_id = $1 LIMIT 1',
      [added.id],
    );
    if (rows.length > 0) continue;
    const people = await addPeople(client, organization, added.id);
    planned.push({ ...organization, ...size, ...added, ...people, place: index + 1 });
  }
  return planned;
}

/** Between the versions of a report the records change, as they do in life. */
async function tellStory(client: SqlClient, organizations: readonly Planned[]): Promise<void> {
  await planRecords(client, organizations);
  await loadRecords(client, ['02_units', '03_people', '04_activities', '05_events']);
  await makeVersion(client, organizations, 1);
  await loadRecords(client, ['06_before_second_version']);
  await makeVersion(client, organizations, 2, async (organization, report) => {
    await submitReport(client, organization, report);
    await annotateReport(client, organization, report);
  });
  await loadRecords(client, ['07_before_third_version']);
  await makeVersion(client, organizations, 3);
}

async function makeVersion(
  client: SqlClient,
  organizations: readonly Planned[],
  report_version: number,
  then: (organization: DemoOrganization, reportId: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const made_at = MADE_AT[report_version - 1] ?? '';
  for (const organization of organizations) {
    await asOrganization(client, organization.id, async () => {
      await then(
        organization,
        await makeReport(client, organization, { ...LAST_YEAR, report_version, made_at }),
      );
    });
  }
}
