import type { SqlClient } from '@galley/dataset';
import { readDemoSql } from '../pack-files.js';
import { energyOrganizations, type EnergyOrganization } from './organizations.js';

const FILES = ['01_chance', '02_plants', '03_generation', '04_promises', '05_money'] as const;

/**
 * The organizations `solar` and `wind` with thirteen months of contracts, meters, invoices and expenses, up to 30 June
 * 2026. Safe to run again: an organization that has projects stays as it is. `client` is one connection (not a pool:
 * there is a transaction) of the admin role, after the migrations.
 */
export async function seedEnergyDemo(client: SqlClient): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('galley.energy_demo'))`);
    for (const plan of energyOrganizations) await seedOrganization(client, plan);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function seedOrganization(client: SqlClient, plan: EnergyOrganization): Promise<void> {
  const { code, name, locale, timezone, currency, report_days, removes_reports } = plan;
  const retention = { report_days, reports_at_expiry: removes_reports ? 'remove' : 'archive' };
  const { rows } = await client.query(
    `INSERT INTO platform.organization (id, code, name, locale, timezone, currency, settings)
     VALUES (overlay(overlay(md5('galley-energy-demo ' || $1) placing '8' from 13) placing '8' from 17)::uuid, $1, $2, $3, $4, $5, $6::jsonb)
     ON CONFLICT (code) DO UPDATE SET code = excluded.code RETURNING id`,
    [code, name, locale, timezone, currency, JSON.stringify({ retention })],
  );
  const organizationId = String(rows[0]?.id);
  const known = await client.query('SELECT FROM energy.project WHERE organization_id = $1 LIMIT 1', [
    organizationId,
  ]);
  if (known.rows.length > 0) return;
  await client.query(`SELECT set_config('energy_demo.organization', $1, true)`, [organizationId]);
  for (const file of FILES)
    await client.query(readDemoSql(file).replace('$1::jsonb', () => `${jsonLiteral(plan)}::jsonb`));
  await client.query('DROP TABLE plan');
  await addPeople(client, plan, organizationId);
}

async function addPeople(
  client: SqlClient,
  { code, people }: EnergyOrganization,
  organizationId: string,
): Promise<void> {
  for (const { name, role, projects } of people) {
    const email = `${name.toLowerCase().replace(' ', '.')}@${code}.example`;
    await client.query(
      `WITH person AS (
         INSERT INTO platform.user_account (id, email, name) VALUES (pg_temp.id('person', $1), $1, $2)
         ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id
       )
       INSERT INTO platform.membership (id, organization_id, user_id, role, project_ids)
       SELECT pg_temp.id('membership', $1), $3, person.id, $4, ARRAY(SELECT pg_temp.id('project', code) FROM unnest($5::text[]) AS code)
       FROM person ON CONFLICT DO NOTHING`,
      [email, name, organizationId, role, projects],
    );
  }
}

/** Several statements take no parameters; what stands here is ours. */
export function jsonLiteral(plan: EnergyOrganization): string {
  return `'${JSON.stringify(plan).replaceAll("'", "''")}'`;
}
