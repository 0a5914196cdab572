import { setTimeout as sleep } from 'node:timers/promises';
import { rolePassword, roleUrl, SERVICE_ROLES, type ServiceRole } from '@galley/platform';
import pg from 'pg';

const ATTRIBUTES = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls';
/** What concurrent migrations of other databases on the same server make of shared catalogs. */
const COLLISION = new Set(['42710', '23505', 'XX000', '40001', '40P01']);
const MAX_TRIES = 8;

/**
 * Makes the service roles exist with the derived passwords. Roles belong to the whole server, which other databases
 * and other runs may share: a role that is as it should be is not touched.
 */
export async function ensureServiceRoles(
  admin: pg.Client,
  databaseUrl: string,
  tenantSecret: string,
): Promise<void> {
  for (const role of SERVICE_ROLES) {
    await retryCollisions(() => ensureRole(admin, databaseUrl, tenantSecret, role));
  }
  await retryCollisions(() => ensureMemberRole(admin));
}

/** The role of people who come by SQL: nobody logs in as it, logins are granted it (015_actor_context.sql). */
async function ensureMemberRole(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query(`select from pg_roles where rolname = 'galley_member'`);
  if (rows.length === 0) await admin.query(`create role galley_member no${ATTRIBUTES}`);
}

async function ensureRole(
  admin: pg.Client,
  databaseUrl: string,
  tenantSecret: string,
  role: ServiceRole,
): Promise<void> {
  const password = admin.escapeLiteral(rolePassword(tenantSecret, role));
  const { rows } = await admin.query<{ rolsuper: boolean; rolbypassrls: boolean; rolcanlogin: boolean }>(
    'select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = $1',
    [role],
  );
  const existing = rows[0];
  if (!existing) {
    await admin.query(`create role ${role} ${ATTRIBUTES} password ${password}`);
    if (role === 'galley_data')
      await admin.query(`alter role ${role} set default_transaction_read_only = on`);
    return;
  }
  if (existing.rolsuper || existing.rolbypassrls || !existing.rolcanlogin) {
    await admin.query(`alter role ${role} ${ATTRIBUTES}`);
  }
  if (!(await canLogIn(roleUrl(databaseUrl, tenantSecret, role)))) {
    await admin.query(`alter role ${role} password ${password}`);
  }
}

/** Whether the password is right already; lacking only the right to this database counts as right. */
async function canLogIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return true;
  } catch (error) {
    return codeOf(error) === '42501';
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function retryCollisions(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      if (attempt === MAX_TRIES || !COLLISION.has(codeOf(error))) throw error;
      await sleep(50 * attempt * (1 + Math.random()));
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
