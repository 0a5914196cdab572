import { createHash } from 'node:crypto';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { seedEnergyTemplates } from '../report/index.js';
import { seedEnergyDemo, seedEnergyHistory, type DemoFile } from './index.js';

describe('the history of the energy demo', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  const files = new Map<string, DemoFile>();
  const keep = (file: DemoFile): Promise<void> => {
    files.set(file.key, file);
    return Promise.resolve();
  };

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    await seedEnergyDemo(admin);
    await seedEnergyTemplates(admin);
    await seedEnergyHistory(admin, keep);
  });
  afterAll(async () => {
    await admin.end();
    await clone.drop();
  });

  const rows = async (sql: string): Promise<unknown[][]> =>
    (await admin.query<Record<string, unknown>>(sql)).rows.map((row) => Object.values(row));

  it('has 60 requests, 6 schedules and 150 files in each organization (energy.md §9)', async () => {
    expect(
      await rows(`
      select o.code, (select count(*)::int from tenant.export_request where organization_id = o.id),
        (select count(*)::int as schedules from tenant.tb_report_schedule where organization_id = o.id),
        (select count(*)::int as files from tenant.generated_report where organization_id = o.id)
      from platform.organization o where o.code in ('solar', 'wind') order by 1`),
    ).toEqual([
      ['solar', 60, 6, 150],
      ['wind', 60, 6, 150],
    ]);
  });

  it('has requests at every point of their life', async () => {
    expect(
      await rows(
        'select status::text, count(*)::int from tenant.export_request group by status order by status::text',
      ),
    ).toEqual([
      ['approved', 6],
      ['cancelled', 18],
      ['completed', 12],
      ['expired', 60],
      ['failed', 10],
      ['pending', 14],
    ]);
  });

  it('asked for approvals by the written rules, and decided with four eyes (EN-AP-1, 2, 7)', async () => {
    const broken = await rows(`
      select id from tenant.export_request r
      where requires_approval <> public.check_export_requires_approval(data_type::public.export_data_type, estimated_record_count::int, 20)
         or requires_approval and status not in ('pending', 'cancelled') and (approved_by is null or approved_by = requested_by)
         or status = 'pending' and not requires_approval
         or rejection_reason is not null and decided_by is null`);
    expect(broken).toEqual([]);
  });

  it('has times in their order', async () => {
    expect(
      await rows(`
      select id, created_at, approved_at, processing_started_at, processing_ended_at, expires_at from tenant.export_request
      where not (created_at <= coalesce(decided_at, created_at) and created_at <= coalesce(approved_at, created_at)
        and coalesce(approved_at, created_at) <= coalesce(processing_started_at, 'infinity')
        and coalesce(processing_started_at, '-infinity') <= coalesce(processing_ended_at, 'infinity'))
        or (status = 'completed' and expires_at <= now()) or (status = 'expired' and expires_at > now())
        or coalesce(processing_ended_at, decided_at, created_at) > now()`),
    ).toEqual([]);
  });

  it('has a schedule of every frequency, one by cron, one paused, none that is due', async () => {
    const kinds = await rows(`
      select coalesce(frequency::text, 'cron') as kind, count(*)::int, count(*) filter (where next_run_at > now())::int as next,
        count(*) filter (where paused_at is not null)::int as paused
      from tenant.tb_report_schedule group by 1 order by 1`);
    expect(kinds).toEqual([
      ['annual', 2, 2, 0],
      ['cron', 1, 1, 0],
      ['daily', 2, 2, 0],
      ['monthly', 2, 1, 1],
      ['on_demand', 1, 0, 0],
      ['quarterly', 2, 2, 0],
      ['weekly', 2, 2, 0],
    ]);
    expect(
      await rows(
        `select 1 from tenant.tb_report_schedule where schedule_config ->> 'misfire_policy' <> 'skip'`,
      ),
    ).toEqual([]);
  });

  it('keeps the bytes of every file that is not gone, as its entry says', async () => {
    const entries = await rows(`
      select coalesce(archived_path, storage_key), size::int, sha256, row_count::int from tenant.generated_report where purged_at is null`);
    // Solar archives its reports; both have six exports to fetch.
    expect(entries).toHaveLength(150 - 36 + 6 + 6);
    expect(files.size).toBe(entries.length);
    for (const [key, size, sha256, count] of entries) {
      const text = files.get(String(key))?.text ?? '';
      expect([size, sha256, count]).toEqual([
        Buffer.byteLength(text),
        createHash('sha256').update(text).digest('hex'),
        text.split('\r\n').length - 1,
      ]);
    }
    expect(
      await rows(
        `select storage_class, tenant.archive_state(g) as state, count(*)::int from tenant.generated_report g group by 1, 2 order by 1, 2`,
      ),
    ).toEqual([
      ['archive', 'archived', 114],
      ['removed', 'removed', 174],
      ['standard', 'standard', 12],
    ]);
  });

  it('is not told twice', async () => {
    const before = await rows("select md5(string_agg(r::text, '' order by id)) from tenant.export_request r");
    await seedEnergyHistory(admin, () => Promise.reject(new Error('nothing is kept again')));
    expect(
      await rows("select md5(string_agg(r::text, '' order by id)) from tenant.export_request r"),
    ).toEqual(before);
  });
});
