import type { SqlClient } from '@galley/dataset';
import { chanceSql, withoutTriggers } from '@galley/platform/demo';
import { readDemoSql } from '../pack-files.js';

/** Says for which organizations the files of `demo/` make rows, and how many. */
export async function planRecords(client: SqlClient, organizations: readonly object[]): Promise<void> {
  const plan = JSON.stringify(organizations).replaceAll("'", "''");
  await client.query(chanceSql());
  // Several statements take no parameters; what stands here is ours.
  await client.query(readDemoSql('01_plan').replace('$1::jsonb', () => `'${plan}'::jsonb`));
}

/** Runs files of `demo/`. A million checks of foreign keys would take longer than all the rest. */
export async function loadRecords(client: SqlClient, files: readonly string[]): Promise<void> {
  await withoutTriggers(client, async () => {
    for (const file of files) await client.query(readDemoSql(file));
  });
}
