import type { SqlClient } from '@galley/dataset';
import { addMember, addOrganization, chanceSql, withoutTriggers } from '@galley/platform/demo';
import { readDemoSql } from '../pack-files.js';
import { loadForms } from './load-forms.js';
import { loadReports } from './load-reports.js';
import { loadWorld, planRows, worldId } from './load-world.js';
import { people } from './world/people.js';
import { organization, projects } from './world/programs.js';

/** How many take part in each project; households and attendance follow from it. */
export interface MonitoringDemoSize {
  readonly participants: number;
}

export const MONITORING_DEMO_SIZE: MonitoringDemoSize = { participants: 225 };

/**
 * The organization `openfields`: two programs, four projects, eight quarters of values, people, forms and reports
 * (monitoring.md §5). Safe to run again: an organization that has programs stays as it is. `client` is one connection (not
 * a pool: there is a transaction) of the admin role, after the migrations.
 */
export async function seedMonitoringDemo(
  client: SqlClient,
  size: MonitoringDemoSize = MONITORING_DEMO_SIZE,
): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('galley.monitoring_demo'))`);
    const { id } = await addOrganization(client, 'monitoring', organization);
    const { rows } = await client.query('SELECT FROM monitoring.program WHERE organization_id = $1 LIMIT 1', [
      id,
    ]);
    if (rows.length === 0) await tellStory(client, id, size);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function tellStory(
  client: SqlClient,
  organization_id: string,
  size: MonitoringDemoSize,
): Promise<void> {
  const { staff, approver } = await addPeople(client, organization_id);
  await client.query(chanceSql());
  await planRows(client, organization_id, size.participants, staff);
  await withoutTriggers(client, async () => {
    await loadWorld(client, organization_id);
    for (const file of ['01_values', '02_people']) await client.query(readDemoSql(file));
    await loadForms(client, organization_id, staff);
  });
  await loadReports(client, organization_id, approver);
}

interface Staff {
  readonly writer: string;
  readonly approver: string;
}

/** Who reports and who approves, by project. */
async function addPeople(client: SqlClient, organization_id: string) {
  const ids = new Map<string, string>();
  for (const { name, role, projects: codes } of people) {
    const project_ids = codes.map((code) => worldId('project', code));
    const place = { id: organization_id, code: organization.code };
    ids.set(codes[0] ?? role, await addMember(client, 'monitoring', place, { name, role, project_ids }));
  }
  const approver = ids.get('coordinator') ?? '';
  const staff = projects.map(({ code }) => [code, { writer: ids.get(code) ?? approver, approver }]);
  return { approver, staff: Object.fromEntries(staff) as Readonly<Record<string, Staff>> };
}
