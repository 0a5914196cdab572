import { startReportApp, USER, type Call, type ReportApp } from '../../test/report-app.js';
import { makeArchivedFile } from '../../test/archived-file.js';
import { ArchiveModule } from './archive.module.js';

const PATH = '/api/reports/generated';
const DAY = 86_400_000;

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly retention_class: string;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly purge_at: string | null;
  readonly legal_hold_at: string | null;
  readonly code?: string;
}

describe('keeping files', () => {
  let report: ReportApp;

  beforeAll(async () => {
    report = await startReportApp([ArchiveModule]);
  });
  afterAll(() => report?.close());

  const make = async (over: object = {}) => (await makeArchivedFile(report, over)).id;
  const ask = async (method: string, id: string, rest = '', body?: object, call: Call = {}) => {
    const answer = await report.call(`${PATH}/${id}${rest}`, { method, ...(body && { body }), ...call });
    return { status: answer.status, text: answer.text, is: answer.json() as Shown };
  };
  const post = (id: string, rest: string, body?: object, call: Call = {}) =>
    ask('POST', id, rest, body, call);
  const download = async (id: string) => {
    const answer = await report.call(`${PATH}/${id}/download`);
    return answer.status === 200 ? answer.text : `${answer.status} ${(answer.json() as Shown).code}`;
  };
  const reason = { reason: 'Arbitration 2026-14' };
  const actionsOf = async (id: string) => {
    const events = await report.database.withTenant(report.acme, (tx) =>
      tx.audit_event.findMany({ where: { entity_id: id }, orderBy: { sequence: 'asc' } }),
    );
    return events.map(({ action }) => action);
  };
  const daysBetween = (from: string | null, to: string | null) =>
    Math.round((Date.parse(to ?? '') - Date.parse(from ?? '')) / DAY);

  it('moves a file into the archive, gives it out when restored, takes it back', async () => {
    const id = await make();
    expect(await download(id)).toContain('1;2');
    const archived = await post(id, '/archive');
    expect([archived.status, archived.is]).toEqual([
      200,
      expect.objectContaining({ state: 'archived', retention_class: 'archive', expires_at: null }),
    ]);
    expect([2556, 2557]).toContain(daysBetween(new Date().toISOString(), archived.is.purge_at));
    expect(archived.text).not.toContain('glacier');
    expect(await download(id)).toBe('409 archived-restore-required');
    expect((await post(id, '/verify')).is.code).toBe('archived-restore-required');
    const restored = await post(id, '/restore', { days: 3 });
    expect(restored.is).toMatchObject({ state: 'restored' });
    expect(daysBetween(new Date().toISOString(), restored.is.expires_at)).toBe(3);
    expect(await download(id)).toContain('1;2');
    expect((await post(id, '/verify')).is).toMatchObject({ ok: true });
    expect((await post(id, '/archive')).is).toMatchObject({ state: 'archived', expires_at: null });
    expect(await download(id)).toBe('409 archived-restore-required');
    expect(await actionsOf(id)).toEqual([
      'download',
      'archive.move',
      'archive.restore',
      'download',
      'archive.verify',
      'archive.give-back',
    ]);
  });

  it('refuses what the state does not allow, and says so', async () => {
    const id = await make();
    const refusals = [await post(id, '/restore', {}), await ask('DELETE', id, '/legal-hold', reason)];
    await post(id, '/archive');
    refusals.push(await post(id, '/archive'), await ask('PUT', id, '/retention', { class: 'report' }));
    expect(refusals.map(({ status, is }) => [status, is.code])).toEqual(
      refusals.map(() => [409, 'archive-state']),
    );
  });

  it('answers for what is gone, from the instant of its expiry on', async () => {
    const id = await make({ expires_at: new Date(Date.now() - 1000) });
    for (const [rest, body] of [
      ['/archive', undefined],
      ['/retention', { class: 'permanent' }],
    ] as const) {
      const { status, is } = await ask(body ? 'PUT' : 'POST', id, rest, body);
      expect([status, is.code]).toEqual([410, 'file-expired']);
    }
    await report.database.asSystem((tx) =>
      tx.generated_report.update({ where: { id }, data: { purged_at: new Date() } }),
    );
    for (const rest of ['/restore', '/archive', '/legal-hold']) {
      expect((await post(id, rest, rest === '/legal-hold' ? reason : {})).is.code).toBe('file-expired');
    }
  });

  it('restores at once what has expired and waits for the reaper', async () => {
    const id = await make({
      expires_at: new Date(Date.now() - 1000),
      purge_at: new Date(Date.now() + 1000 * DAY),
    });
    expect(await download(id)).toBe('410 file-expired');
    expect((await post(id, '/restore', {})).is).toMatchObject({ state: 'restored' });
    expect(await download(id)).toContain('1;2');
  });

  it('restores no longer than until the date of purge', async () => {
    const id = await make();
    await post(id, '/archive');
    const purge_at = new Date(Date.now() + DAY);
    await report.database.asSystem((tx) => tx.generated_report.update({ where: { id }, data: { purge_at } }));
    expect((await post(id, '/restore', { days: 30 })).is.expires_at).toBe(purge_at.toISOString());
  });

  it('holds a file against everything but its readers, past its expiry too', async () => {
    const id = await make({ expires_at: new Date(Date.now() - 1000) });
    expect(await download(id)).toBe('410 file-expired');
    const held = await post(id, '/legal-hold', reason);
    expect(held.is).toMatchObject({
      legal_hold_at: expect.any(String),
      legal_hold_by_id: USER,
      legal_hold_reason: reason.reason,
    });
    expect(await download(id)).toContain('1;2');
    const refusals = [
      await post(id, '/archive'),
      await post(id, '/legal-hold', reason),
      await ask('PUT', id, '/retention', { class: 'export' }),
    ];
    expect(refusals.map(({ status, is }) => [status, is.code])).toEqual(
      refusals.map(() => [409, 'legal-hold']),
    );
    expect((await ask('DELETE', id, '/legal-hold', reason)).is).toMatchObject({ legal_hold_at: null });
    expect(await download(id)).toBe('410 file-expired');
    expect(await actionsOf(id)).toEqual(['archive.hold', 'download', 'archive.release']);
  });

  it('BU-B-13: nobody shortens the life of a file that was ordered for good', async () => {
    const job = await report.database.withTenant(report.acme, (tx) =>
      tx.tb_report_job.create({
        data: {
          organization_id: report.acme,
          report_type: 'orders',
          report_category: 'procurement',
          format: 'csv',
          requested_by_id: USER,
          retention_class: 'permanent',
        },
      }),
    );
    const id = await make({ job_id: job.id, retention_class: 'permanent', expires_at: null });
    for (const name of ['export', 'report', 'archive']) {
      const { status, is } = await ask('PUT', id, '/retention', { class: name });
      expect([status, is.code]).toEqual([409, 'archive-state']);
    }
    expect((await post(id, '/archive')).is).toMatchObject({
      state: 'archived',
      retention_class: 'permanent',
    });
    expect((await post(id, '/restore', {})).is).toMatchObject({ state: 'restored' });
    expect(await download(id)).toContain('1;2');
  });

  it('lets an archived file under a hold be read', async () => {
    const id = await make();
    await post(id, '/archive');
    await post(id, '/legal-hold', reason);
    expect((await post(id, '/restore', {})).is).toMatchObject({ state: 'restored' });
    expect(await download(id)).toContain('1;2');
  });

  it('gives a file the dates of another class, from the day it was made', async () => {
    const id = await make();
    const to = async (name: string) => (await ask('PUT', id, '/retention', { class: name })).is;
    const exported = await to('export');
    expect([daysBetween(exported.created_at, exported.expires_at), exported.purge_at]).toEqual([7, null]);
    const reported = await to('report');
    expect(daysBetween(reported.created_at, reported.expires_at)).toBe(90);
    expect([2556, 2557]).toContain(daysBetween(reported.expires_at, reported.purge_at));
    expect(await to('permanent')).toMatchObject({ state: 'standard', expires_at: null, purge_at: null });
    expect(await to('archive')).toMatchObject({ state: 'archived', purge_at: expect.any(String) });
    expect(await to('permanent')).toMatchObject({ state: 'archived', purge_at: null });
    expect(await to('archive')).toMatchObject({ state: 'archived', purge_at: expect.any(String) });
  });

  it("follows the organization's own figures", async () => {
    const id = await make();
    await report.database.asSystem((tx) =>
      tx.organization.update({
        where: { id: report.acme },
        data: { settings: { retention: { report_days: 10, reports_at_expiry: 'remove' } } },
      }),
    );
    const { is } = await ask('PUT', id, '/retention', { class: 'report' });
    expect([daysBetween(is.created_at, is.expires_at), is.purge_at]).toEqual([10, null]);
    await report.database.asSystem((tx) =>
      tx.organization.update({ where: { id: report.acme }, data: { settings: {} } }),
    );
  });

  it('moves a file once when many ask at the same time', async () => {
    const id = await make();
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(id, '/archive')));
    const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
    expect([statuses[0], statuses.slice(1)]).toEqual([200, [409, 409, 409, 409, 409]]);
    expect(await actionsOf(id)).toEqual(['archive.move']);
  });

  it('cuts no download: whoever comes while a file is moved gets all of it, or is told', async () => {
    const content = 'x'.repeat(2_000_000);
    const { id } = await makeArchivedFile(report, {}, content);
    const reading = () => report.call(`${PATH}/${id}/download`);
    const early = Array.from({ length: 4 }, reading);
    const moving = post(id, '/archive');
    const answers = await Promise.all([...early, ...Array.from({ length: 4 }, reading)]);
    expect((await moving).status).toBe(200);
    for (const { status, text } of answers) {
      if (status !== 409) expect([status, text === content]).toEqual([200, true]);
    }
    await post(id, '/restore', {});
    const [again] = await Promise.all([reading(), post(id, '/archive')]);
    if (again.status !== 409) expect([again.status, again.text === content]).toEqual([200, true]);
  });

  it('either holds or moves, never both at once', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await make();
      const [moved, held] = await Promise.all([post(id, '/archive'), post(id, '/legal-hold', reason)]);
      expect(held.status).toBe(200);
      const { state } = (await ask('GET', id)).is;
      expect(state).toBe(moved.status === 200 ? 'archived' : 'standard');
      if (moved.status !== 200) expect(moved.is.code).toBe('legal-hold');
    }
  });

  it('is for those with the right, and for who names the state they saw', async () => {
    const id = await make();
    const member = { roles: ['member'] };
    const coordinator = { roles: ['coordinator'] };
    expect((await post(id, '/archive', undefined, member)).status).toBe(403);
    expect((await post(id, '/legal-hold', reason, coordinator)).status).toBe(403);
    expect((await ask('PUT', id, '/retention', { class: 'export' }, coordinator)).status).toBe(403);
    expect((await post(id, '/archive', undefined, { org: 'GLOBEX' })).status).toBe(404);
    const other = { headers: { 'if-match': '"another"' } };
    expect((await ask('PUT', id, '/retention', { class: 'export' }, other)).status).toBe(412);
    expect((await ask('PUT', id, '/retention', { class: 'for ever' })).status).toBe(422);
  });

  it('lists by origin, class, state, hold and period', async () => {
    const of = async (query: string) => {
      const answer = await report.call(`${PATH}?report_type=listed&${query}`);
      const { items } = answer.json() as { items?: Shown[] };
      return items?.map((item) => item.id).sort() ?? answer.status;
    };
    const origin = '0199cccc-0000-7000-8000-00000000000';
    const listed = { report_type: 'listed' };
    const july = { period_start: new Date('2026-07-01'), period_end: new Date('2026-07-31') };
    const plain = await make({ ...listed, project_id: `${origin}1` });
    const planned = await make({ ...listed, scheduled_report_id: `${origin}2`, ...july });
    const exported = await make({ ...listed, export_request_id: `${origin}3`, retention_class: 'export' });
    await post(plain, '/archive');
    await post(exported, '/legal-hold', reason);
    expect(await of('origin=schedule')).toEqual([planned]);
    expect(await of('origin=export')).toEqual([exported]);
    expect(await of('origin=person')).toEqual([plain]);
    expect(await of(`project_id=${origin}1`)).toEqual([plain]);
    expect(await of('retention_class=export')).toEqual([exported]);
    expect(await of('state=archived')).toEqual([plain]);
    expect(await of('state=standard')).toEqual([planned, exported].sort());
    expect(await of('legal_hold=true')).toEqual([exported]);
    expect(await of('legal_hold=false')).toEqual([plain, planned].sort());
    expect(await of('period_from=2026-07-31&period_to=2026-08-15')).toEqual([planned]);
    expect(await of('period_from=2026-08-01')).toEqual([]);
    expect(await of('format=csv&created_from=2026-01-01T00:00:00Z')).toHaveLength(3);
    expect(await of('period_from=July')).toBe(422);
    expect(await of('state=lost')).toBe(422);
  });
});
