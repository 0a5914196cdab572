import type pg from 'pg';

/**
 * Who may connect, which PostgreSQL keeps per database and does not copy with a template. Temporary tables are
 * refused to everybody because they can shadow the names a query means.
 */
export async function grantDatabase(client: pg.Client): Promise<void> {
  await client.query(`do $$ begin
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to galley_app, galley_system, galley_data, galley_member', current_database());
  end $$`);
}
