import type { SqlClient } from '@galley/dataset';
import { readDemoSql } from '../pack-files.js';
import { energyOrganizations, type EnergyOrganization } from './organizations.js';
import { jsonLiteral } from './seed-energy-demo.js';

const FILES = ['01_chance', '06_requests', '07_schedules', '08_reports'] as const;

/** A file that the history knows of. */
export interface DemoFile {
  readonly key: string;
  readonly size: number;
  readonly sha256: string;
  readonly media_type: string;
  readonly text: string;
}

/**
 * What the product itself would have recorded of the demo: export requests at every point of their life, schedules, and
 * the entries of finished files. Runs after `seedEnergyDemo` and `seedEnergyTemplates`; safe to run again: an
 * organization that has export requests stays as it is. `keep` puts a file under its key before the entries are
 * committed, so that no entry stands without its file.
 */
export async function seedEnergyHistory(
  client: SqlClient,
  keep: (file: DemoFile) => Promise<void>,
): Promise<void> {
  for (const plan of energyOrganizations) {
    await client.query('BEGIN');
    try {
      await client.query(`SELECT pg_advisory_xact_lock(hashtext('galley.energy_demo'))`);
      for (const file of await recordHistory(client, plan)) await keep(file);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
  }
}

/** Resolves to the files whose bytes are still there to be read. */
async function recordHistory(client: SqlClient, plan: EnergyOrganization): Promise<readonly DemoFile[]> {
  const { rows } = await client.query(
    `SELECT o.id, EXISTS (SELECT FROM tenant.export_request r WHERE r.organization_id = o.id) AS is_there
     FROM platform.organization o WHERE o.code = $1`,
    [plan.code],
  );
  const [organization] = rows;
  if (!organization || organization.is_there) return [];
  await client.query(`SELECT set_config('energy_demo.organization', $1, true)`, [organization.id]);
  await client.query(`CREATE TEMP TABLE plan ON COMMIT DROP AS SELECT ${jsonLiteral(plan)}::jsonb AS facts`);
  for (const file of FILES) await client.query(readDemoSql(file));
  const kept = await client.query(
    `SELECT coalesce(g.archived_path, g.storage_key) AS key, f.size, f.sha256, g.media_type, f.body AS text
     FROM file f JOIN tenant.generated_report g ON g.id = f.id WHERE g.purged_at IS NULL`,
  );
  return kept.rows as unknown as readonly DemoFile[];
}
