import { randomUUID } from 'node:crypto';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { ARCHIVE_STATES, ARCHIVE_TRANSITIONS, canMoveFile, type ArchiveState } from './archive-lifecycle.js';

const CHECK = '23514';
const MOVES = ARCHIVE_STATES.flatMap((from) => ARCHIVE_STATES.map((to) => ({ from, to })));

/** What makes a row look like one of that state. */
const LOOKS: Readonly<Record<ArchiveState, string>> = {
  standard: `storage_class = 'standard', purged_at = null`,
  archived: `storage_class = 'archive', archived_path = coalesce(archived_path, 'archive/' || id),
    archived_at = coalesce(archived_at, now()), expires_at = null, purged_at = null`,
  restored: `storage_class = 'archive', archived_path = coalesce(archived_path, 'archive/' || id),
    archived_at = coalesce(archived_at, now()), expires_at = now() + interval '1 day', purged_at = null`,
  purged: `storage_class = replace(storage_class, 'removed', 'standard'), purged_at = coalesce(purged_at, now())`,
  removed: `storage_class = 'removed', purged_at = coalesce(purged_at, now())`,
};
const WAY: Readonly<Record<ArchiveState, readonly ArchiveState[]>> = {
  standard: [],
  archived: ['archived'],
  restored: ['archived', 'restored'],
  purged: ['purged'],
  removed: ['purged', 'removed'],
};
const HOLD = `legal_hold_at = now(), legal_hold_by_id = id, legal_hold_reason = 'a case'`;
const LIFT = 'legal_hold_at = null, legal_hold_by_id = null, legal_hold_reason = null';

describe('the rules of an archived file', () => {
  let clone: ClonedDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    client = new pg.Client({ connectionString: clone.systemUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await clone?.drop();
  });

  async function create(over: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const row = {
      id: randomUUID(),
      organization_id: randomUUID(),
      requested_by_id: randomUUID(),
      name: 'a.csv',
      report_type: 'a',
      report_category: 'a',
      format: 'csv',
      storage_key: randomUUID(),
      media_type: 'text/csv',
      size: 1,
      sha256: '0'.repeat(64),
      row_count: 0,
      dataset_fingerprint: 'x',
      ...over,
    };
    const columns = Object.keys(row);
    await client.query(
      `insert into tenant.generated_report (${columns.join(', ')})
       values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    );
    return row.id;
  }

  async function change(id: string, assignments: string): Promise<string> {
    const { rows } = await client.query<{ state: string }>(
      `update tenant.generated_report as entry set ${assignments} where id = $1
       returning tenant.archive_state(entry) as state`,
      [id],
    );
    return rows[0]?.state ?? 'no row';
  }

  async function at(state: ArchiveState): Promise<string> {
    const id = await create();
    for (const step of WAY[state]) expect(await change(id, LOOKS[step])).toBe(step);
    return id;
  }

  it.each(MOVES.filter(({ from, to }) => from === to || canMoveFile(from, to)))(
    'lets a file go from $from to $to',
    async ({ from, to }) => {
      expect(await change(await at(from), LOOKS[to])).toBe(to);
    },
  );

  it.each(MOVES.filter(({ from, to }) => from !== to && !canMoveFile(from, to)))(
    'refuses $from to $to',
    async ({ from, to }) => {
      const id = await at(from);
      await expect(change(id, LOOKS[to])).rejects.toMatchObject({
        code: CHECK,
        constraint: 'generated_report_transition',
      });
    },
  );

  it.each([
    { storage_class: 'archive', archived_path: 'x', archived_at: new Date() },
    { storage_class: 'removed' },
    { purged_at: new Date() },
    { archived_path: 'x', archived_at: new Date() },
    { legal_hold_at: new Date(), legal_hold_by_id: randomUUID(), legal_hold_reason: 'x' },
  ])('refuses a file that is born as %j', async (over) => {
    await expect(create(over)).rejects.toMatchObject({ code: CHECK });
  });

  describe('under a legal hold', () => {
    const held = async (state: ArchiveState) => {
      const id = await at(state);
      await change(id, HOLD);
      return id;
    };
    const refused = { code: CHECK, constraint: 'generated_report_held' };

    it.each(ARCHIVE_TRANSITIONS.filter(({ from, is_held_back }) => is_held_back && from !== 'purged'))(
      'keeps a file that is $from from becoming $to',
      async ({ from, to }) => {
        const id = await held(from);
        await expect(change(id, LOOKS[to])).rejects.toMatchObject(refused);
        expect(await change(id, LIFT)).toBe(from);
        expect(await change(id, LOOKS[to])).toBe(to);
      },
    );

    it('lets an archived file be read, and given back', async () => {
      const id = await held('archived');
      expect(await change(id, LOOKS.restored)).toBe('restored');
      expect(await change(id, LOOKS.archived)).toBe('archived');
    });

    it.each([
      'deleted_at = now()',
      `retention_class = 'export'`,
      'purge_at = now()',
      'first_removed_at = now()',
    ])('refuses "%s"', async (assignment) => {
      await expect(change(await held('archived'), assignment)).rejects.toMatchObject(refused);
    });

    it('keeps the row itself', async () => {
      const id = await held('standard');
      const remove = () => client.query('delete from tenant.generated_report where id = $1', [id]);
      await expect(remove()).rejects.toMatchObject(refused);
      await change(id, LIFT);
      expect(await remove()).toMatchObject({ rowCount: 1 });
    });

    it.each(['purged', 'removed'] as const)('cannot begin when the file is %s', async (state) => {
      await expect(change(await at(state), HOLD)).rejects.toMatchObject(refused);
    });

    it('has a date, a person and a reason, or none of them', async () => {
      await expect(change(await at('standard'), 'legal_hold_at = now()')).rejects.toMatchObject({
        constraint: 'generated_report_hold',
      });
    });
  });

  describe('that was ordered for good', () => {
    const refused = { code: CHECK, constraint: 'generated_report_permanent' };
    const filed = async (retention_class: string | null = 'permanent') => {
      const [job_id, organization_id] = [randomUUID(), randomUUID()];
      await client.query(
        `insert into tenant.tb_report_job (id, organization_id, report_type, report_category, format, requested_by_id,
           retention_class, updated_at) values ($1, $2, 'a', 'a', 'csv', $1, $3, now())`,
        [job_id, organization_id, retention_class],
      );
      return create({ job_id, organization_id, retention_class: 'permanent' });
    };

    it.each([
      `retention_class = 'export'`,
      'expires_at = now()',
      'purge_at = now()',
      'purged_at = now()',
      'deleted_at = now()',
    ])('BU-B-13: refuses "%s", whoever asks', async (assignment) => {
      await expect(change(await filed(), assignment)).rejects.toMatchObject(refused);
    });

    it('BU-B-13: keeps the row itself', async () => {
      const id = await filed();
      const remove = client.query('delete from tenant.generated_report where id = $1', [id]);
      await expect(remove).rejects.toMatchObject(refused);
    });

    it('may be archived, restored and given back', async () => {
      const id = await filed();
      for (const to of ['archived', 'restored', 'archived'] as const) {
        expect(await change(id, LOOKS[to])).toBe(to);
      }
    });

    it('is another thing than one that somebody decided to keep', async () => {
      expect(await change(await filed(null), `retention_class = 'export'`)).toBe('standard');
    });
  });

  it.each([
    ['archived', `archived_path = 'elsewhere'`],
    ['purged', `purged_at = now() - interval '1 day'`],
    ['standard', `storage_key = 'elsewhere'`],
  ] as const)('a file that is %s refuses "%s"', async (state, assignment) => {
    await expect(change(await at(state), assignment)).rejects.toMatchObject({
      code: CHECK,
      constraint: 'generated_report_immutable',
    });
  });

  it.each([`storage_class = 'tape'`, `retention_class = 'for ever'`])('refuses "%s"', async (assignment) => {
    await expect(change(await at('standard'), assignment)).rejects.toMatchObject({
      code: CHECK,
      constraint: 'generated_report_classes',
    });
  });
});
