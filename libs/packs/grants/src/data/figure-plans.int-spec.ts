import type { Json, SqlFragment } from '@galley/dataset';
import { signTenantContext } from '@galley/platform';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { insertLargeRecords } from '../demo/large-records.js';
import { GrantsRows } from '../testing/grants-rows.js';
import { grantsBuilders } from './index.js';

/** A node of EXPLAIN (ANALYZE, FORMAT JSON): what one did per loop, and how often. */
interface PlanNode {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

const SMALL = 1500;
const FACTOR = 4;

describe('the work of computing figures', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let reader: pg.Client;
  const organizations: string[] = [];

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    reader = new pg.Client({ connectionString: clone.dataUrl });
    await Promise.all([admin.connect(), reader.connect()]);
    for (const factor of [1, FACTOR]) {
      const { organization_id } = await GrantsRows.ofNewOrganization(admin);
      organizations.push(organization_id);
      await insertLargeRecords(admin, organization_id, {
        locals: 20 * factor,
        contacts: 400 * factor,
        activities: SMALL * factor,
      });
    }
  });
  afterAll(async () => {
    await Promise.all([admin.end(), reader.end()]);
    await clone.drop();
  });

  it.each(['activity_lines', 'activity_summary', 'report_findings'])(
    'grows as the records do, and no faster: %s',
    async (name) => {
      const [small, large] = [
        await rowsHandled(organizations[0], name),
        await rowsHandled(organizations[1], name),
      ];
      expect(small).toBeGreaterThan(SMALL);
      // Row by row against row by row it would be the square.
      expect(large / small).toBeLessThan(1.5 * FACTOR);
    },
  );

  /** Rows that all nodes of the plan have handled, as galley_data under the organization's context. */
  async function rowsHandled(organization_id = '', name: string): Promise<number> {
    await reader.query('BEGIN READ ONLY');
    try {
      const context = signTenantContext(clone.tenantSecret, organization_id);
      await reader.query(`SELECT set_config('galley.tenant', $1, true)`, [context]);
      const units = await reader.query('SELECT json_agg(h) AS units FROM grants.hierarchy() h');
      const query = statementOf(name, organization_id, { units: units.rows[0]?.units as Json });
      const { rows } = await reader.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${query.text}`,
        [...query.values],
      );
      return rows[0] ? handledBy(rows[0]['QUERY PLAN'][0].Plan) : 0;
    } finally {
      await reader.query('ROLLBACK');
    }
  }

  function statementOf(name: string, organization_id: string, hierarchy: Json): SqlFragment {
    const builder = grantsBuilders.find(({ key }) => key === `grants.${name}`);
    if (!builder) throw new Error(`no builder grants.${name}`);
    return builder.build({
      schema: 'grants',
      organization_id,
      params: { date_from: '2025-01-01', date_to: '2025-12-31', hierarchy, schema_version: '2025-v1' },
      timezone: 'Europe/Oslo',
    });
  }
});

function handledBy(node: PlanNode): number {
  const perLoop =
    node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0);
  return (node.Plans ?? []).reduce(
    (sum, child) => sum + handledBy(child),
    // A loop that finds nothing has been gone through, too.
    node['Actual Loops'] * Math.max(1, perLoop),
  );
}
