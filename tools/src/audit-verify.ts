import pg from 'pg';
import { withLocalDatabase } from './stack/local-database.js';

interface Chain {
  readonly code: string;
  readonly entries: string;
  readonly broken_at: string | null;
  readonly reason: string | null;
}

// npm run audit:verify [code …]: recomputes the hash chain of every organization, or of those named.
const wanted = process.argv.slice(2);
const chains = await withLocalDatabase(verify);
for (const { code, entries, broken_at, reason } of chains) {
  console.log(
    `${code}: ${broken_at ? `BROKEN at entry ${broken_at}: ${reason}` : `intact, ${entries} entries`}`,
  );
}
const unknown = wanted.filter((code) => !chains.some((chain) => chain.code === code));
if (unknown.length > 0) console.error(`No organization has the code ${unknown.join(', ')}.`);
if (unknown.length > 0 || chains.some((chain) => chain.broken_at)) process.exitCode = 1;

async function verify(url: string): Promise<Chain[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: found } = await client.query(
      "select to_regclass('platform.audit_event') as name where to_regclass('platform.audit_event') is not null",
    );
    if (found.length === 0)
      throw new Error('This database has no audit yet: npm run migrate, or npm start, makes it.');
    const { rows } = await client.query<Chain>(
      `select o.code, (select count(*) from platform.audit_event e where e.organization_id = o.id) as entries,
              broken.broken_at, broken.reason
       from platform.organization o left join lateral platform.verify_audit_chain(o.id) broken on true
       where cardinality($1::text[]) = 0 or o.code = any ($1) order by o.code`,
      [wanted],
    );
    return rows;
  } finally {
    await client.end();
  }
}
