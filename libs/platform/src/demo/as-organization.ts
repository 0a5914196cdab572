import type { SqlClient } from '@galley/dataset';
import { signTenantContext } from '../tenancy/tenant-context.js';

/**
 * Runs `work` as the application does for one organization: in its role, under the signed context, with every trigger and
 * policy. Inside a transaction of the admin role.
 */
export async function asOrganization<T>(
  client: SqlClient,
  organizationId: string,
  work: () => Promise<T>,
): Promise<T> {
  const { rows } = await client.query('SELECT secret FROM internal.tenant_secret');
  const context = signTenantContext(String(rows[0]?.secret), organizationId);
  await client.query(`SELECT set_config('galley.tenant', $1, true)`, [context]);
  await client.query('SET LOCAL ROLE galley_app');
  const result = await work();
  await client.query('RESET ROLE');
  return result;
}
