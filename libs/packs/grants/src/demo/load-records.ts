import type { SqlClient } from '@galley/dataset';
import { readDemoSql } from '../pack-files.js';

/** Says for which organizations the files of `demo/` make rows, and how many. */
export async function planRecords(client: SqlClient, organizations: readonly object[]): Promise<void> {
  const plan = JSON.stringify(organizations).replaceAll("'", "''");
  // Several statements take no parameters; what stands here is ours.
  await client.query(readDemoSql('01_plan').replace('$1::jsonb', () => `'${plan}'::jsonb`));
}

/**
 * Runs files of `demo/`. A million checks of foreign keys take longer than all the rest: whoever may load without triggers
 * does. Rows are made by rule there, and a test holds every key.
 */
export async function loadRecords(client: SqlClient, files: readonly string[]): Promise<void> {
  await setTriggers(client, 'replica');
  for (const file of files) await client.query(readDemoSql(file));
  await setTriggers(client, 'origin');
}

async function setTriggers(client: SqlClient, role: 'replica' | 'origin'): Promise<void> {
  await client.query(
    `SELECT set_config('session_replication_role', $1, true) WHERE has_parameter_privilege('session_replication_role', 'SET')`,
    [role],
  );
}
