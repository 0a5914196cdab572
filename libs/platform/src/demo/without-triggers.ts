import type { SqlClient } from '@galley/dataset';

/**
 * Runs `work` without triggers and checks of foreign keys, in a transaction of whoever may; others load with them, which takes longer.
 * For rows that are made by rule, where a test holds every key.
 */
export async function withoutTriggers(client: SqlClient, work: () => Promise<void>): Promise<void> {
  await setTriggers(client, 'replica');
  await work();
  await setTriggers(client, 'origin');
}

async function setTriggers(client: SqlClient, role: 'replica' | 'origin'): Promise<void> {
  await client.query(
    `SELECT set_config('session_replication_role', $1, true) WHERE has_parameter_privilege('session_replication_role', 'SET')`,
    [role],
  );
}
