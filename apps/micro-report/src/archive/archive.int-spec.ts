import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileStore } from '@galley/storage';
import S3rver from 's3rver';
import { CONTENT, makeArchivedFile, type MadeFile } from '../../test/archived-file.js';
import { startReportApp, USER, type Call, type ReportApp } from '../../test/report-app.js';
import { ArchiveModule } from './archive.module.js';
import { FILE_STORE } from './file-store.js';

const PATH = '/api/reports/generated';
const OTHER = '0199aaaa-0000-7000-8000-000000000002';
const SHA = createHash('sha256').update(CONTENT).digest('hex');

describe('the archive', () => {
  let report: ReportApp;
  beforeAll(async () => {
    report = await startReportApp([ArchiveModule]);
  });
  afterAll(() => report?.close());

  const make = (over: object = {}, content = CONTENT): Promise<MadeFile> =>
    makeArchivedFile(report, over, content);
  const get = (id: string, rest: string, call: Call = {}) => report.call(`${PATH}/${id}${rest}`, call);
  const download = (id: string, headers: Record<string, string> = {}, call: Call = {}) =>
    get(id, '/download', { headers, ...call });
  const auditOf = (id: string) =>
    report.database.withTenant(report.acme, (tx) => tx.audit_event.findMany({ where: { entity_id: id } }));

  describe('hands out a file', () => {
    it('whole, under its name, never shown inline, on record', async () => {
      const { id } = await make();
      const answer = await download(id);
      expect([answer.status, answer.text]).toEqual([200, CONTENT]);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-disposition': 'attachment; filename=orders.csv',
        'content-type': 'text/csv; charset=utf-8',
        'content-length': String(CONTENT.length),
        etag: `"${SHA}"`,
        'accept-ranges': 'bytes',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      });
      expect((await get(id, '')).json()).toMatchObject({
        download_count: 1,
        size: CONTENT.length,
        row_count: 2,
      });
      expect(await auditOf(id)).toEqual([
        expect.objectContaining({
          action: 'download',
          actor_id: USER,
          facts: { format: 'csv', size: CONTENT.length, sha256: SHA, job_id: null, range: null },
        }),
      ]);
    });

    it('in part, and knows when the client has it already', async () => {
      const { id } = await make();
      const part = await download(id, { range: 'bytes=5-7' });
      expect([
        part.status,
        part.text,
        part.headers.get('content-range'),
        part.headers.get('content-length'),
      ]).toEqual([206, CONTENT.slice(5, 8), `bytes 5-7/${CONTENT.length}`, '3']);
      expect((await download(id, { range: 'bytes=-2' })).text).toBe(CONTENT.slice(-2));
      const beyond = await download(id, { range: 'bytes=99-' });
      expect([beyond.status, beyond.headers.get('content-range'), beyond.json()]).toEqual([
        416,
        `bytes */${CONTENT.length}`,
        expect.objectContaining({ code: 'range-not-satisfiable' }),
      ]);
      const known = await download(id, { 'if-none-match': `"${SHA}"` });
      expect([known.status, known.text, known.headers.get('etag')]).toEqual([304, '', `"${SHA}"`]);
      expect((await download(id, { range: 'bytes=5-', 'if-range': '"other"' })).status).toBe(200);
      expect((await download(id, { range: 'bytes=5-', 'if-range': `"${SHA}"` })).status).toBe(206);
      expect((await download(id, { 'if-match': '"other"' })).status).toBe(412);
      expect((await get(id, '')).json()).toMatchObject({ download_count: 1 });
    });

    it('only its facts for HEAD, which is no download', async () => {
      const { id } = await make();
      const head = await get(id, '/download', { method: 'HEAD' });
      expect([head.status, head.text, head.headers.get('content-length')]).toEqual([
        200,
        '',
        String(CONTENT.length),
      ]);
      expect(await auditOf(id)).toEqual([]);
    });

    it.each([
      ['../../etc/passwd', 'attachment; filename="etc passwd"'],
      ['a\r\nSet-Cookie: x=1.csv', 'attachment; filename="a Set-Cookie x=1.csv"'],
      [
        'รายงาน.csv',
        `attachment; filename="??????.csv"; filename*=UTF-8''%E0%B8%A3%E0%B8%B2%E0%B8%A2%E0%B8%87%E0%B8%B2%E0%B8%99.csv`,
      ],
      ['fdp\u202Evsc.exe', 'attachment; filename="fdp vsc.exe"'],
    ])('named %j without harm', async (name, expected) => {
      const { id } = await make({ name });
      const answer = await download(id);
      expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, expected]);
      expect(answer.headers.get('set-cookie')).toBeNull();
    });
  });

  describe('refuses', () => {
    it('a file that has expired, reaped or not', async () => {
      const { id } = await make({ expires_at: new Date(Date.now() - 1000) });
      for (const call of [download(id), get(id, '/verify', { method: 'POST' })]) {
        const answer = await call;
        expect([answer.status, answer.json()]).toEqual([
          410,
          expect.objectContaining({ code: 'file-expired' }),
        ]);
      }
      expect((await get(id, '')).status).toBe(200);
      expect(await auditOf(id)).toEqual([]);
    });

    it('a file that somebody removed', async () => {
      const { id, key } = await make();
      await rm(join(report.files, key));
      const answer = await download(id);
      expect([answer.status, answer.json()]).toEqual([
        410,
        expect.objectContaining({ code: 'file-missing' }),
      ]);
      expect((await get(id, '/verify', { method: 'POST' })).json()).toMatchObject({
        ok: false,
        sha256: null,
        size: null,
      });
    });

    it('for now, while the store cannot be read', async () => {
      const { id, key } = await make();
      await rm(join(report.files, dirname(key)), { recursive: true });
      await writeFile(join(report.files, dirname(key)), 'a file where a folder was');
      expect((await download(id)).status).toBe(503);
      expect((await get(id, '/verify', { method: 'POST' })).status).toBe(503);
      expect(await auditOf(id)).toEqual([]);
    });

    it("what is not the caller's: foreign, of others, of other units", async () => {
      const { id } = await make();
      const shut: Call[] = [
        { org: 'GLOBEX' },
        { roles: ['member'], sub: OTHER },
        { bus: ['T02'] },
        { roles: ['member'], bus: ['T02'] },
      ];
      for (const call of shut) {
        const found = [await get(id, '', call), await download(id, {}, call)];
        expect([call, found.map(({ status }) => status)]).toEqual([call, [404, 404]]);
      }
      const open: Call[] = [{ roles: ['member'] }, { sub: OTHER }, { bus: ['T01', 'T02'], sub: OTHER }];
      for (const call of open) expect([call, (await get(id, '', call)).status]).toEqual([call, 200]);
      const whole = await make({ bu_codes: [] });
      expect((await get(whole.id, '', { bus: ['T01'], sub: OTHER })).status).toBe(404);
      const both = await make({ bu_codes: ['T01', 'T02'] });
      expect((await get(both.id, '', { bus: ['T01'], sub: OTHER })).status).toBe(404);
      expect((await get(both.id, '/verify', { method: 'POST', roles: ['member'] })).status).toBe(403);
    });

    it("files of a project's template to who is no member", async () => {
      const template = await report.database.withTenant(report.acme, (tx) =>
        tx.tb_report_template.create({
          data: {
            organization_id: report.acme,
            project_id: OTHER,
            name: 'Project',
            report_type: 'project',
            source_type: 'view',
          },
        }),
      );
      const { id } = await make({ report_template_id: template.id });
      expect((await get(id, '')).status).toBe(404);
    });

    it('files of a project to who is no member, administrators and the requester apart', async () => {
      const { id } = await make({ project_id: OTHER });
      const seen = async (call: Call) => {
        const list = await report.call(`${PATH}?project_id=${OTHER}`, call);
        return [(await get(id, '', call)).status, (await download(id, {}, call)).status, list.json()];
      };
      const coordinator = { roles: ['coordinator'], sub: OTHER };
      const none = expect.objectContaining({ items: [] }) as unknown;
      const one = expect.objectContaining({ items: [expect.objectContaining({ id })] }) as unknown;
      expect(await seen(coordinator)).toEqual([404, 404, none]);
      expect(await seen({ ...coordinator, projects: [USER] })).toEqual([404, 404, none]);
      expect(await seen({ ...coordinator, projects: [OTHER] })).toEqual([200, 200, one]);
      expect(await seen({ roles: ['org_admin'], sub: OTHER })).toEqual([200, 200, one]);
      expect(await seen({ roles: ['member'] })).toEqual([200, 200, one]);
    });
  });

  describe('notices a file that was changed', () => {
    it('when it is asked to verify', async () => {
      const { id, key } = await make({ summary: { totals: { total: '12.00' } } });
      const good = await get(id, '/verify', { method: 'POST' });
      expect(good.json()).toEqual({
        ok: true,
        hash_ok: true,
        size_ok: true,
        snapshot: 'none',
        rerender: 'skipped',
        rerender_detail: null,
        totals: { total: '12.00' },
        totals_ok: null,
        sha256: SHA,
        expected: SHA,
        size: CONTENT.length,
        expected_size: CONTENT.length,
      });
      await writeFile(join(report.files, key), CONTENT.replace('3', '9'));
      const bad = await get(id, '/verify', { method: 'POST' });
      expect(bad.json()).toMatchObject({ ok: false, hash_ok: false, size_ok: true, expected: SHA });
      expect((await get(id, '')).json()).toMatchObject({ last_verified_at: expect.any(String) });
      expect((await auditOf(id)).map(({ action, facts }) => [action, (facts as { ok: boolean }).ok])).toEqual(
        [
          ['archive.verify', true],
          ['archive.verify', false],
        ],
      );
    });

    it('before it sends a small one', async () => {
      const { id, key } = await make();
      await writeFile(join(report.files, key), CONTENT.replace('3', '9'));
      const answer = await download(id);
      expect([answer.status, answer.json()]).toEqual([
        500,
        expect.objectContaining({ code: 'file-damaged' }),
      ]);
      expect(answer.headers.get('content-disposition')).toBeNull();
      expect(await auditOf(id)).toEqual([]);
    });

    it('while it sends a large one, and breaks off before that looks whole', async () => {
      const large = 'x'.repeat(3 * 1024 * 1024);
      const { id, key } = await make({}, large);
      expect((await download(id)).text).toHaveLength(large.length);
      await writeFile(join(report.files, key), `${large.slice(0, -1)}y`);
      await expect(download(id)).rejects.toThrow();
    });
  });

  it('lists by type, origin and requester', async () => {
    const template = '0199cccc-0000-7000-8000-000000000001';
    const mine = await make({ report_type: 'listed', report_template_id: template });
    const theirs = await make({ report_type: 'listed', requested_by_id: OTHER, name: 'Other.csv' });
    const list = async (query: string, call: Call = {}) => {
      const answer = await report.call(`${PATH}?report_type=listed${query}`, call);
      return (answer.json() as { items: { id: string }[] }).items.map(({ id }) => id);
    };
    expect(await list('')).toEqual([theirs.id, mine.id]);
    expect(await list('', { roles: ['member'] })).toEqual([mine.id]);
    expect(await list('&requested_by=me')).toEqual([mine.id]);
    expect(await list(`&report_template_id=${template}`)).toEqual([mine.id]);
    expect(await list('&q=other')).toEqual([theirs.id]);
    expect(await list('', { org: 'GLOBEX' })).toEqual([]);
    expect(await list('', { bus: ['T02'] })).toEqual([]);
    const [shown] = ((await report.call(`${PATH}?report_type=listed`)).json() as { items: object[] }).items;
    expect(shown).not.toHaveProperty('storage_key');
  });
});

describe('the archive on an object store', () => {
  let folder: string;
  let server: S3rver;
  let report: ReportApp;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'galley-bucket-'));
    const configureBuckets = [{ name: 'galley' }];
    server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: folder, configureBuckets });
    const { port } = await server.run();
    report = await startReportApp([ArchiveModule], {
      STORAGE_KIND: 's3',
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_BUCKET: 'galley',
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
      S3_FORCE_PATH_STYLE: 'true',
    });
  });
  afterAll(async () => {
    await report?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('sends the client there, by a link for this file and a minute', async () => {
    const { id, key } = await makeArchivedFile(report);
    const answer = await report.call(`${PATH}/${id}/download`);
    const link = new URL(answer.headers.get('location') ?? '');
    expect([answer.status, answer.headers.get('cache-control'), link.pathname]).toEqual([
      302,
      'private, no-store',
      `/galley/${key}`,
    ]);
    expect(link.searchParams.get('X-Amz-Expires')).toBe('60');
    const file = await fetch(link);
    expect([await file.text(), file.headers.get('content-disposition')]).toEqual([
      CONTENT,
      'attachment; filename=orders.csv',
    ]);
    expect((await report.call(`${PATH}/${id}`)).json()).toMatchObject({ download_count: 1 });
    expect((await report.call(`${PATH}/${id}/verify`, { method: 'POST' })).json()).toMatchObject({
      ok: true,
    });
  });

  it('sends the client to the copy in the archive once that is restored', async () => {
    const { id } = await makeArchivedFile(report);
    const ask = (rest: string) => report.call(`${PATH}/${id}${rest}`, { method: 'POST', body: {} });
    expect((await report.call(`${PATH}/${id}/archive`, { method: 'POST' })).status).toBe(200);
    expect((await report.call(`${PATH}/${id}/download`)).status).toBe(409);
    expect((await ask('/restore')).status).toBe(200);
    const answer = await report.call(`${PATH}/${id}/download`);
    const link = new URL(answer.headers.get('location') ?? '');
    expect(link.pathname).toMatch(/^\/galley\/archive\/.*\.csv\.glacier$/);
    const file = await fetch(link);
    expect([await file.text(), file.headers.get('content-disposition')]).toEqual([
      CONTENT,
      'attachment; filename=orders.csv',
    ]);
    expect((await report.call(`${PATH}/${id}/verify`, { method: 'POST' })).json()).toMatchObject({
      ok: true,
    });
  });

  it('says that a file is gone instead of sending the client after it', async () => {
    const { id, key } = await makeArchivedFile(report);
    await report.app.get<FileStore>(FILE_STORE, { strict: false }).delete(key);
    const answer = await report.call(`${PATH}/${id}/download`);
    expect([answer.status, answer.json()]).toEqual([410, expect.objectContaining({ code: 'file-missing' })]);
  });
});
