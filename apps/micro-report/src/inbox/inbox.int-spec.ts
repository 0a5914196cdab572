import { InboxModule } from './inbox.module.js';
import { notify } from './notify.js';
import { startReportApp, USER, type Call, type ReportApp } from '../../test/report-app.js';

const OTHER = '0199aaaa-0000-7000-8000-000000000002';

interface InboxJson {
  readonly total: number;
  readonly unread: number;
  readonly next_cursor: string | null;
  readonly items: { id: string; subject: string; read_at: string | null }[];
}

describe('the inbox', () => {
  let report: ReportApp;

  beforeAll(async () => {
    report = await startReportApp([InboxModule]);
  });
  afterAll(() => report?.close());

  const list = async (query = '', call: Call = {}) =>
    (await report.call(`/api/inbox${query}`, call)).json() as InboxJson;
  const tell = (user_ids: string[], subject: string, organization_id = report.acme) =>
    report.database.withTenantSql(organization_id, (tx) =>
      notify(tx, { organization_id, user_ids, kind: 'report-ready', subject, body: 'It is here.' }),
    );

  it('shows a user their own messages, newest first, in pages, whatever their role', async () => {
    expect(await tell([USER, OTHER, USER], 'first')).toBe(2);
    await tell([USER], 'second');
    const page = await list('?limit=1', { roles: ['peer_mentor'] });
    expect(page).toMatchObject({ total: 2, unread: 2, items: [{ subject: 'second', read_at: null }] });
    expect((await list(`?limit=1&cursor=${page.next_cursor}`)).items).toMatchObject([{ subject: 'first' }]);
    expect(await list('', { sub: OTHER })).toMatchObject({ total: 1, items: [{ subject: 'first' }] });
    expect(await list('', { org: 'GLOBEX' })).toMatchObject({ total: 0, unread: 0 });
  });

  it('is read message by message, and the first time stands', async () => {
    const [newest] = (await list()).items;
    const path = `/api/inbox/${newest?.id}/read`;
    const first = (await report.call(path, { method: 'POST' })).json() as { read_at: string };
    expect(first.read_at).toEqual(expect.any(String));
    expect((await report.call(path, { method: 'POST' })).json()).toMatchObject({ read_at: first.read_at });
    expect(await list('?unread=true')).toMatchObject({ total: 1, unread: 1, items: [{ subject: 'first' }] });
  });

  it("does not let anybody mark another's message", async () => {
    const [theirs] = (await list('', { sub: OTHER })).items;
    const path = `/api/inbox/${theirs?.id}/read`;
    expect((await report.call(path, { method: 'POST' })).status).toBe(404);
    expect((await report.call(path, { method: 'POST', sub: OTHER, org: 'GLOBEX' })).status).toBe(404);
    expect((await list('', { sub: OTHER })).unread).toBe(1);
  });

  it('is read all at once', async () => {
    const all = () => report.call('/api/inbox/read-all', { method: 'POST' });
    expect((await all()).json()).toEqual({ read: 1 });
    expect((await all()).json()).toEqual({ read: 0 });
    expect(await list()).toMatchObject({ total: 2, unread: 0 });
    expect((await list('', { sub: OTHER })).unread).toBe(1);
  });

  it('keeps what is too long for a line short, and takes nothing when the transaction is undone', async () => {
    await expect(
      report.database.withTenantSql(report.acme, async (tx) => {
        await notify(tx, {
          organization_id: report.acme,
          user_ids: [USER],
          kind: 'x',
          subject: 'y',
          body: 'z',
        });
        throw new Error('undone');
      }),
    ).rejects.toThrow();
    expect((await list()).total).toBe(2);
    await tell([OTHER], 'x'.repeat(400));
    expect((await list('?limit=1', { sub: OTHER })).items[0]?.subject).toHaveLength(300);
  });
});
