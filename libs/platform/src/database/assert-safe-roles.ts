import type { Database } from './database.js';
import type { Tx } from './tx.js';

interface RoleFacts {
  readonly name: string;
  readonly is_superuser: boolean;
  readonly bypasses_rls: boolean;
  readonly owns: string | null;
}

const NO_ORGANIZATION = '00000000-0000-0000-0000-000000000000';

/**
 * Refuses to start with a login that row-level security does not hold: a superuser, one that bypasses it, or an owner
 * of our tables. A wrong URL in a deployment would otherwise work perfectly, for every tenant at once.
 */
export async function assertSafeRoles(database: Database): Promise<void> {
  const roles = [await database.withTenant(NO_ORGANIZATION, factsOf), await database.asSystem(factsOf)];
  for (const { name, is_superuser, bypasses_rls, owns } of roles) {
    const fault = is_superuser
      ? 'is a superuser'
      : bypasses_rls
        ? 'bypasses row-level security'
        : owns && `owns ${owns}`;
    if (fault) {
      throw new Error(
        `The database role ${name} ${fault}; connect as galley_app and galley_system, made by npm run migrate.`,
      );
    }
  }
}

async function factsOf(tx: Tx): Promise<RoleFacts> {
  const rows = await tx.$queryRaw<RoleFacts[]>`
    select r.rolname as name, r.rolsuper as is_superuser, r.rolbypassrls as bypasses_rls,
      (select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('platform', 'tenant', 'internal', 'bullmq') and pg_has_role(r.oid, c.relowner, 'MEMBER')
       limit 1) as owns
    from pg_roles r where r.rolname = current_user`;
  const [facts] = rows;
  if (!facts) throw new Error('The database does not say who we are.');
  return facts;
}
