import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { signTenantContext } from './tenant-context.js';

const FORBIDDEN = '42501';
const FOREIGN_KEY = '23503';
const MAPPING = 'platform.tb_print_template_mapping';
/** Rows without organization are the platform's own, for everybody to read. */
const SHARED = [
  'platform.tb_dataset_source',
  'platform.tb_report_template',
  'platform.tb_report_template_version',
  MAPPING,
  'platform.tb_asset',
];

describe('row-level security', () => {
  const a = randomUUID();
  const b = randomUUID();
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let app: pg.Client;
  let tables: string[];
  /** With those of packs, whose own specs try them with rows (libs/packs/energy/src/energy-rows.int-spec.ts). */
  let everyTable: string[];

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    app = new pg.Client({ connectionString: clone.appUrl });
    await Promise.all([admin.connect(), app.connect()]);
    const { rows } = await admin.query<{ name: string; is_pack: boolean }>(
      `select format('%I.%I', n.nspname, c.relname) as name, n.nspname = any (platform.pack_schemas()) as is_pack
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute t on t.attrelid = c.oid and t.attname = 'organization_id' and not t.attisdropped
       where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'bullmq') order by 1`,
    );
    everyTable = rows.map((row) => row.name);
    tables = rows.filter((row) => !row.is_pack).map((row) => row.name);
    await seed(admin, a, 'a');
    await seed(admin, b, 'b');
  });
  afterAll(async () => {
    await Promise.all([admin.end(), app.end()]);
    await clone.drop();
  });

  /** Runs one statement as galley_app in a transaction with this context; null leaves the context out. */
  async function asApp(context: string | null, sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
    await app.query('begin');
    try {
      if (context !== null) await app.query(`select set_config('galley.tenant', $1, true)`, [context]);
      return await app.query(sql, values);
    } finally {
      await app.query('rollback');
    }
  }

  const contextOf = (organization: string): string => signTenantContext(clone.tenantSecret, organization);

  it('knows the tables of tenants', () => {
    expect(tables.length).toBeGreaterThanOrEqual(10);
    expect(tables).toEqual(
      expect.arrayContaining(['tenant.tb_report_job', 'platform.audit_event', ...SHARED]),
    );
  });

  it('is enabled and forced on every table with organization_id, and on the organization itself', async () => {
    const { rows } = await admin.query<{ relrowsecurity: boolean; relforcerowsecurity: boolean }>(
      'select relrowsecurity, relforcerowsecurity from pg_class where oid = any ($1::regclass[])',
      [[...everyTable, 'platform.organization', 'platform.user_account']],
    );
    expect(rows).toHaveLength(everyTable.length + 2);
    expect(rows.every((row) => row.relrowsecurity && row.relforcerowsecurity)).toBe(true);
  });

  it('raises instead of answering nothing when the context is absent, even from a table that would match no row', async () => {
    for (const table of [...everyTable, 'platform.organization', 'platform.user_account']) {
      await expect(asApp(null, `select * from ${table}`)).rejects.toMatchObject({ code: FORBIDDEN });
    }
    await expect(
      asApp(null, 'select * from tenant.tb_report_job where id = $1', [randomUUID()]),
    ).rejects.toMatchObject({ code: FORBIDDEN });
  });

  it.each([
    ['an unsigned organization', () => a],
    ['an empty signature', () => `${a}.`],
    ['the signature of another organization', () => `${a}.${contextOf(b).split('.')[1]}`],
    ['another secret', () => signTenantContext('another secret entirely', a)],
    ['text behind the signature', () => `${contextOf(a)}.${b}`],
    ['SQL', () => `' or true --`],
  ])('refuses %s as context', async (_name, forged) => {
    await expect(asApp(forged(), 'select * from tenant.tb_report_job')).rejects.toMatchObject({
      code: FORBIDDEN,
    });
  });

  it('shows one organization none of the rows of another', async () => {
    for (const table of tables) {
      const { rows } = await asApp(contextOf(a), `select organization_id from ${table}`);
      const owners = [...new Set(rows.map((row: { organization_id: string | null }) => row.organization_id))];
      expect({ table, owners }).toEqual({
        table,
        owners: owners.filter((owner) => owner === a || owner === null),
      });
      expect(rows.length).toBeGreaterThan(0);
      if (!SHARED.includes(table)) expect(owners).toEqual([a]);
      const foreign = await asApp(contextOf(a), `select 1 from ${table} where organization_id = $1`, [b]);
      expect(foreign.rowCount).toBe(0);
    }
  });

  it('lets one organization change, remove or adopt no row of another', async () => {
    for (const table of tables) {
      const granted = async (privilege: string): Promise<boolean> => {
        const { rows } = await admin.query<{ granted: boolean }>(
          'select has_table_privilege($1, $2, $3) as granted',
          ['galley_app', table, privilege],
        );
        return rows[0]?.granted ?? false;
      };
      if (await granted('delete')) {
        const removed = await asApp(contextOf(a), `delete from ${table} where organization_id = $1`, [b]);
        expect(removed.rowCount).toBe(0);
      }
      if (await granted('update')) {
        const changed = await asApp(
          contextOf(a),
          `update ${table} set organization_id = $1 where organization_id = $2`,
          [a, b],
        );
        expect(changed.rowCount).toBe(0);
        await expect(
          asApp(contextOf(a), `update ${table} set organization_id = $1 where organization_id = $2`, [b, a]),
        ).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|23\d{3})$/) as string });
      }
      await expect(
        asApp(contextOf(a), `insert into ${table} select * from json_populate_record(null::${table}, $1)`, [
          await rowOf(table, b),
        ]),
        // Where a trigger looks for what the row names, it finds nothing of another organization.
      ).rejects.toMatchObject({ code: table === MAPPING ? FOREIGN_KEY : FORBIDDEN });
    }
  });

  it('lets everybody read the rows of the platform and only galley_system write them', async () => {
    const names = await asApp(
      contextOf(a),
      'select name from platform.tb_report_template where organization_id is null',
    );
    expect(names.rows).toEqual([{ name: 'platform' }]);
    const update = `update platform.tb_report_template set name = 'mine' where organization_id is null`;
    await expect(asApp(contextOf(a), update)).resolves.toMatchObject({ rowCount: 0 });
    const system = new pg.Client({ connectionString: clone.systemUrl });
    await system.connect();
    await system.query('begin');
    await expect(system.query(update)).resolves.toMatchObject({ rowCount: 1 });
    await system.query('rollback');
    await system.end();
  });

  it('shows the people of the organization only', async () => {
    const { rows } = await asApp(contextOf(a), 'select email from platform.user_account');
    expect(rows).toEqual([{ email: 'a@example.org' }]);
  });

  it('keeps the secret from the service roles', async () => {
    for (const url of [clone.appUrl, clone.systemUrl, clone.dataUrl]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await expect(client.query('select * from internal.tenant_secret')).rejects.toMatchObject({
        code: FORBIDDEN,
      });
      await client.end();
    }
  });

  /** A row of this organization as JSON, with fresh keys where it has an id. */
  async function rowOf(table: string, organization: string): Promise<string> {
    const { rows } = await admin.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${table} t where organization_id = $1 limit 1`,
      [organization],
    );
    const row = rows[0]?.row ?? {};
    return JSON.stringify('id' in row ? { ...row, id: randomUUID() } : row);
  }
});

/** At least one row in every table with organization_id, for one organization. */
async function seed(admin: pg.Client, organization: string, code: string): Promise<void> {
  const [user, source, template, job] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const insert = (table: string, row: Record<string, unknown>): Promise<pg.QueryResult> => {
    const names = Object.keys(row);
    return admin.query(
      `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(row),
    );
  };
  const id = (): string => randomUUID();
  await insert('platform.organization', { id: organization, code, name: code });
  await insert('platform.user_account', { id: user, email: `${code}@example.org`, name: code });
  await insert('platform.membership', {
    id: id(),
    organization_id: organization,
    user_id: user,
    role: 'member',
  });
  await insert('platform.data_source', {
    id: id(),
    organization_id: organization,
    name: 'main',
    schema: code,
  });
  await insert('platform.business_unit', { id: id(), organization_id: organization, code: 'U1', name: 'U1' });
  await insert('platform.api_key', {
    id: id(),
    organization_id: organization,
    name: 'key',
    key_hash: code.repeat(64),
    key_prefix: code,
    roles: ['member'],
  });
  const binding = { source_type: 'view', source_name: 'v' };
  await insert('platform.tb_dataset_source', {
    id: source,
    organization_id: organization,
    name: code,
    label: code,
    ...binding,
  });
  const report = { report_type: 'x', ...binding };
  await insert('platform.tb_report_template', {
    id: template,
    organization_id: organization,
    name: code,
    ...report,
  });
  if (code === 'a') await insert('platform.tb_report_template', { id: id(), name: 'platform', ...report });
  const print = randomUUID();
  await insert('platform.tb_report_template', {
    id: print,
    organization_id: organization,
    name: `${code} print`,
    kind: 'print',
    ...report,
  });
  await admin.query(
    `insert into platform.document_type (id, code, label) values ($1, 'PO', 'Purchase order') on conflict do nothing`,
    [id()],
  );
  await insert('platform.tb_print_template_mapping', {
    id: id(),
    organization_id: organization,
    document_type: 'PO',
    report_template_id: print,
  });
  await insert('platform.tb_asset', {
    id: id(),
    organization_id: organization,
    name: code,
    media_type: 'image/png',
    size: 1,
    width: 1,
    height: 1,
    sha256: code.repeat(64),
    bytes: Buffer.from('x'),
  });
  const version = { template_id: template, organization_id: organization, version: 1, snapshot: {} };
  await insert('platform.tb_report_template_version', { id: id(), ...version });
  const event = { action: 'x', entity_type: 'x', entity_id: 'x', sequence: 0, previous_hash: '', hash: '' };
  await insert('platform.audit_event', { id: id(), organization_id: organization, ...event });
  const file = { report_type: 'x', report_category: 'x', format: 'csv', requested_by_id: user };
  await insert('tenant.tb_report_job', { id: job, organization_id: organization, ...file });
  const fileId = id();
  await insert('tenant.generated_report', {
    id: fileId,
    organization_id: organization,
    job_id: job,
    ...file,
    name: 'x',
    storage_key: code,
    media_type: 'text/csv',
    size: 1,
    sha256: code.repeat(64),
    row_count: 1,
    dataset_fingerprint: 'x',
  });
  await insert('tenant.idempotency_key', {
    organization_id: organization,
    key: 'k',
    actor_id: user,
    route: 'x',
    body_digest: code.repeat(64),
  });
  await seedSchedules(insert, { organization, user });
  await seedDeliveries(insert, { organization, user, code, job, file: fileId });
}

type Insert = (table: string, row: Record<string, unknown>) => Promise<pg.QueryResult>;

async function seedSchedules(
  insert: Insert,
  { organization, user }: Record<'organization' | 'user', string>,
): Promise<void> {
  const schedule = randomUUID();
  await insert('tenant.tb_report_schedule', {
    id: schedule,
    organization_id: organization,
    name: 'x',
    report_type: 'x',
    format: 'csv',
    owner_id: user,
    frequency: 'on_demand',
    schedule_config: { timezone: 'UTC' },
  });
  await insert('tenant.schedule_run', {
    id: randomUUID(),
    organization_id: organization,
    schedule_id: schedule,
    scheduled_for: '2026-01-01T00:00:00Z',
    outcome: 'skipped',
    reason: 'misfire',
  });
  await insert('tenant.holiday_calendar', {
    id: randomUUID(),
    organization_id: organization,
    code: 'x',
    name: 'x',
  });
  await insert('tenant.export_request', {
    id: randomUUID(),
    organization_id: organization,
    data_type: 'contract',
    format: 'csv',
    reason: 'x',
    requested_by: user,
  });
}

async function seedDeliveries(
  insert: Insert,
  { organization, user, code, job, file }: Record<'organization' | 'user' | 'code' | 'job' | 'file', string>,
): Promise<void> {
  const [share, endpoint] = [randomUUID(), randomUUID()];
  const own = { organization_id: organization };
  await insert('tenant.share_link', {
    id: share,
    ...own,
    generated_report_id: file,
    token_hash: code.repeat(64),
    expires_at: '2100-01-01T00:00:00Z',
  });
  await insert('tenant.share_access', { id: randomUUID(), ...own, share_id: share, outcome: 'view' });
  await insert('tenant.delivery', {
    id: randomUUID(),
    ...own,
    job_id: job,
    channel: 'email',
    target: `${code}@example.org`,
    next_attempt_at: '2026-01-01T00:00:00Z',
  });
  await insert('tenant.message_template', {
    id: randomUUID(),
    ...own,
    kind: 'report-ready',
    locale: 'en',
    subject: 'x',
    body: 'x',
  });
  await insert('tenant.inbox_message', {
    id: randomUUID(),
    ...own,
    user_id: user,
    kind: 'x',
    subject: 'x',
    body: 'x',
  });
  await insert('tenant.webhook_endpoint', { id: endpoint, ...own, name: 'x', url: 'https://example.org' });
  await insert('tenant.webhook_delivery', {
    id: randomUUID(),
    ...own,
    endpoint_id: endpoint,
    event_id: randomUUID(),
    event_type: 'job.completed',
    payload: {},
    next_attempt_at: '2026-01-01T00:00:00Z',
  });
}
