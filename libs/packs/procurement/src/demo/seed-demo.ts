import type { SqlClient } from '@galley/dataset';
import { demoUnits, rivalUnit } from './demo-units.js';
import { loadOrganization, type OrganizationPlan } from './load/load-organization.js';
import { loadUnit } from './load/load-unit.js';

const demo: OrganizationPlan = {
  code: 'demo',
  name: 'Saffron Hotels & Resorts',
  // Days before months, as in Thailand.
  locale: 'en-GB',
  timezone: 'Asia/Bangkok',
  currency: 'THB',
  units: demoUnits,
};

const rival: OrganizationPlan = {
  code: 'rival',
  name: 'RIVAL Hospitality AS',
  locale: 'nb',
  timezone: 'Europe/Oslo',
  currency: 'NOK',
  units: [rivalUnit],
};

/**
 * The organization `demo` with T01 and T02 (THB) and T03 (USD), each in its schema. Safe to run again. `client` is one
 * connection (not a pool: there is a transaction) of the admin role, after the migrations.
 */
export const seedDemo = (client: SqlClient): Promise<void> => seed(client, demo);

/** The organization `rival` with R01: a foreign tenant whose names all say RIVAL. As `seedDemo` otherwise. */
export const seedRival = (client: SqlClient): Promise<void> => seed(client, rival);

async function seed(client: SqlClient, plan: OrganizationPlan): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('galley.demo'))`);
    for (const unit of plan.units) await loadUnit(client, unit);
    await loadOrganization(client, plan);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
