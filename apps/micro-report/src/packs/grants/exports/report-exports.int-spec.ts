import { createHash, randomUUID } from 'node:crypto';
import type { HttpAnswer } from '@galley/platform/testing';
import type { Call } from '../../../../test/report-app.js';
import { ArchiveModule } from '../../../archive/archive.module.js';
import { GenerationHouse } from '../generation/testing/generation-house.js';
import { GrantsModule } from '../grants.module.js';
import type { ReportRow } from '../reports/report-row.js';
import { storeReport } from '../reports/testing/stored-report.js';
import type { BufdirDashboard } from '../dashboard/dashboard-resource.js';
import type { BufdirReportExport } from './export-resource.js';

describe('files, annotations and dashboard of Bufdir reports', () => {
  let house: GenerationHouse;

  beforeAll(async () => {
    house = await GenerationHouse.open([GrantsModule, ArchiveModule]);
  });
  afterAll(() => house.close());

  const call = (path: string, more: Call = {}) =>
    house.report.call(`/api/grants/reports/${path}`, { roles: ['coordinator'], ...more });
  const post = (path: string, body: object, more: Call = {}) => call(path, { method: 'POST', body, ...more });
  const exported = (report: Pick<ReportRow, 'id'>, format: string, more: Call = {}) =>
    post(`${report.id}/export`, { format }, more);
  const run = (row: BufdirReportExport, owner: string = randomUUID()) => house.worker(owner).take(row.job_id);

  /** A completed report of a year of its own, with no file. */
  const completed = async () => house.made(await house.ordered({ format: null }));

  async function submitted(): Promise<ReportRow> {
    const report = await completed();
    await house.report.database.asSystemSql(
      (tx) => tx.$executeRaw`
        update grants.bufdir_report set status = 'submitted', submission_id = 'BUF-7', submitted_at = clock_timestamp()
        where id = ${report.id}::uuid`,
    );
    return house.read(report);
  }

  it('orders the file as an ordinary job, and hands it over once it is made', async () => {
    const report = await completed();
    expect(report.storage_key).toBeNull();
    const answer = await exported(report, 'excel');
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/api/grants/reports/${report.id}/exports/xlsx`);
    const ordered = answer.json() as BufdirReportExport;
    expect(ordered).toMatchObject({ format: 'xlsx', status: 'pending', file_url: null, size: null });
    expect(await problemOf(call(`${report.id}/exports/xlsx/download`))).toEqual([409, 'conflict']);

    expect(await run(ordered)).toBe('done');
    const made = (await call(`${report.id}/exports/xlsx`)).json() as BufdirReportExport;
    const key = `bufdir-reports/${house.report.acme}/${yearOf(report)}/${report.id}.xlsx`;
    expect(made).toMatchObject({ status: 'completed', storage_key: key });
    const file = await house.report.call(made.file_url ?? '', { roles: ['coordinator'] });
    expect(file.status).toBe(200);
    expect(file.bytes).toHaveLength(made.size ?? 0);
    expect(createHash('sha256').update(file.bytes).digest('hex')).toBe(made.sha256);
    expect((await call(`${report.id}/exports`)).json()).toEqual({ items: [made] });
    // The report names its first file, whatever is made later.
    expect(await house.read(report)).toMatchObject({ storage_key: key });
    await run((await exported(report, 'csv')).json() as BufdirReportExport);
    expect(await house.read(report)).toMatchObject({ storage_key: key });
  });

  it('BU-B-11: a format is written once', async () => {
    const report = await completed();
    const first = (await exported(report, 'csv')).json() as BufdirReportExport;
    expect(await problemOf(exported(report, 'csv'))).toEqual([409, 'storage-key-immutable']);
    await run(first);
    const again = await exported(report, 'csv');
    expect(again.status).toBe(409);
    expect(again.json()).toMatchObject({
      code: 'storage-key-immutable',
      existing_id: first.id,
      export_status: 'completed',
    });
  });

  it('BU-B-11: of two orders at once one is taken', async () => {
    const report = await completed();
    const answers = await Promise.all([exported(report, 'csv'), exported(report, 'csv')]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409]);
  });

  it('BU-V-12: what is not completed has no file', async () => {
    const { acme: organization_id, database } = house.report;
    for (const [year, status] of [
      [1961, 'draft'],
      [1962, 'pending'],
      [1963, 'generating'],
      [1964, 'failed'],
    ] as const) {
      const report = await storeReport(database, {
        organization_id,
        status,
        start: `${year}-01-01`,
        end: `${year}-12-31`,
      });
      const answer = await exported(report, 'csv');
      expect(answer.status).toBe(409);
      expect(answer.json()).toMatchObject({ code: 'report-not-completed', report_status: status });
    }
  });

  it('BU-B-4: nothing is exported of a submitted report, and it takes annotations', async () => {
    const report = await submitted();
    for (const format of ['pdf', 'csv']) {
      expect(await problemOf(exported(report, format))).toEqual([409, 'report-immutable']);
    }
    const noted = await post(`${report.id}/annotations`, { text: 'Godkjent av styret 3. mars.' });
    expect(noted.status).toBe(201);
    expect((await call(`${report.id}/annotations`)).json()).toMatchObject({
      items: [noted.json()],
      total: 1,
    });
    const blank = await post(`${report.id}/annotations`, { text: '  ' });
    expect(blank.status).toBe(422);
    const trail = await house.report.database.asSystem((tx) =>
      tx.audit_event.findMany({ where: { entity_id: report.id }, orderBy: { sequence: 'asc' } }),
    );
    expect(trail.map(({ action }) => action)).toContain('bufdir-report.annotate');
  });

  it('BU-B-4: an export under way when the report is submitted is completed, and the report stays as it was', async () => {
    const report = await completed();
    const ordered = (await exported(report, 'csv')).json() as BufdirReportExport;
    await house.report.database.asSystemSql(
      (tx) => tx.$executeRaw`
        update grants.bufdir_report set status = 'submitted', submission_id = 'BUF-8', submitted_at = clock_timestamp()
        where id = ${report.id}::uuid`,
    );
    expect(await run(ordered)).toBe('done');
    expect((await call(`${report.id}/exports/csv`)).json()).toMatchObject({ status: 'completed' });
    expect(await house.read(report)).toMatchObject({ status: 'submitted', storage_key: null });
  });

  it('BU-V-6: a format that is none is refused', async () => {
    const report = await completed();
    for (const format of ['docx', '', 7, undefined]) {
      const answer = await post(`${report.id}/export`, { format });
      expect(await problemOf(Promise.resolve(answer))).toEqual([400, 'format-invalid']);
    }
    expect(await problemOf(call(`${report.id}/exports/docx/download`))).toEqual([400, 'format-invalid']);
    expect(await problemOf(post(`${report.id}/export`, { format: 'csv', csv: { delimiter: ';;' } }))).toEqual(
      [422, 'invalid'],
    );
  });

  it('BU-C-9: another CSV for programs that want a comma and a point', async () => {
    const report = await completed();
    const csv = { delimiter: ',', decimal: '.', bom: false };
    const ordered = (await post(`${report.id}/export`, { format: 'csv', csv })).json() as BufdirReportExport;
    await run(ordered);
    const { text } = await call(`${report.id}/exports/csv/download`);
    expect(text.startsWith('\ufeff')).toBe(false);
    expect(text.split('\r\n')[0]).toBe('activity_type,activities');
  });

  it('an export that failed may be tried again', async () => {
    const report = await completed();
    const first = (await exported(report, 'csv')).json() as BufdirReportExport;
    house.records.before = () => Promise.resolve('refuse');
    await run(first);
    house.records.before = () => Promise.resolve('answer');
    const failed = (await call(`${report.id}/exports/csv`)).json() as BufdirReportExport;
    expect(failed).toMatchObject({ status: 'failed', storage_key: null, file_url: null });
    expect(failed.error_message).toBeTruthy();
    const second = (await exported(report, 'csv')).json() as BufdirReportExport;
    await run(second);
    expect((await call(`${report.id}/exports/csv`)).json()).toMatchObject({
      id: second.id,
      status: 'completed',
    });
    expect(await house.read(report)).toMatchObject({ status: 'completed' });
  });

  it('BU-B-14: a report whose file is being made is not deleted under it', async () => {
    const report = await completed();
    const ordered = (await exported(report, 'csv')).json() as BufdirReportExport;
    const remove = () => call(report.id, { method: 'DELETE', roles: ['org_admin'] });
    const refused = await remove();
    expect([refused.status, refused.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'report-in-progress', export_format: 'csv', job_id: ordered.job_id }),
    ]);
    expect(await run(ordered)).toBe('done');
    expect((await remove()).status).toBe(204);
    expect((await house.report.call(`/api/reports/jobs/${ordered.job_id}`)).json()).toMatchObject({
      status: 'completed',
    });
  });

  it('BU-B-14: once its export was cancelled a report can be deleted', async () => {
    const report = await completed();
    const { job_id } = (await exported(report, 'csv')).json() as BufdirReportExport;
    const cancelled = await house.report.call(`/api/reports/jobs/${job_id}/cancel`, {
      method: 'POST',
      roles: ['coordinator'],
    });
    expect(cancelled.json()).toMatchObject({ status: 'cancelled' });
    expect((await call(report.id, { method: 'DELETE', roles: ['org_admin'] })).status).toBe(204);
  });

  it('BU-B-13: what somebody put into the archive is asked back before it is handed over', async () => {
    const report = await house.made(await house.ordered({ format: 'csv' }));
    const file = await house.report.database.asSystem((tx) =>
      tx.generated_report.findFirstOrThrow({ where: { job_id: report.generation_job_id } }),
    );
    const admin = { method: 'POST', roles: ['org_admin'], body: {} };
    expect((await house.report.call(`/api/reports/generated/${file.id}/archive`, admin)).status).toBe(200);
    const download = () => call(`${report.id}/exports/csv/download`);
    expect(await problemOf(download())).toEqual([409, 'archived-restore-required']);
    expect((await house.report.call(`/api/reports/generated/${file.id}/restore`, admin)).status).toBe(200);
    expect(
      createHash('sha256')
        .update((await download()).bytes)
        .digest('hex'),
    ).toBe(file.sha256);
  });

  it('an order with the same key is one order', async () => {
    const report = await completed();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await exported(report, 'csv', { headers });
    const again = await exported(report, 'csv', { headers });
    expect(again.status).toBe(202);
    expect(again.json()).toEqual(first.json());
  });

  it('BU-B-2: whoever is no coordinator or administrator is refused before anything is written', async () => {
    const report = await completed();
    const before = await house.traces(report);
    for (const role of ['peer_mentor', 'member', 'sysadmin']) {
      const roles = [role];
      for (const path of ['exports', 'exports/csv', 'exports/csv/download', 'annotations']) {
        expect(await problemOf(call(`${report.id}/${path}`, { roles }))).toEqual([403, 'role-forbidden']);
      }
      expect(await problemOf(exported(report, 'csv', { roles }))).toEqual([403, 'role-forbidden']);
      expect(await problemOf(post(`${report.id}/annotations`, { text: 'x' }, { roles }))).toEqual([
        403,
        'role-forbidden',
      ]);
      expect(await problemOf(call('dashboard', { roles }))).toEqual([403, 'role-forbidden']);
    }
    expect(await house.traces(report)).toEqual(before);
  });

  it('BU-B-2: no other road leads a member to the file', async () => {
    const report = await completed();
    const ordered = (await exported(report, 'csv')).json() as BufdirReportExport;
    await run(ordered);
    for (const role of ['peer_mentor', 'member']) {
      const other = { roles: [role], sub: randomUUID() };
      const job = await house.report.call(`/api/reports/jobs/${ordered.job_id}/download`, other);
      expect(job.status).toBe(404);
      const files = await house.report.call('/api/reports/generated?limit=200', other);
      expect(files.json()).toMatchObject({ items: [], total: 0 });
    }
  });

  it("BU-B-1: another organization's report is not there, an administrator of the group has it on record", async () => {
    const report = await completed();
    const stranger = { org: 'GLOBEX', roles: ['org_admin'] };
    for (const path of ['exports', 'annotations']) {
      expect(await problemOf(call(`${report.id}/${path}`, stranger))).toEqual([404, 'not-found']);
    }
    expect(await problemOf(exported(report, 'csv', stranger))).toEqual([404, 'not-found']);
    const answer = await exported(report, 'csv', {
      org: 'GLOBEX',
      roles: ['global_admin'],
      sub: randomUUID(),
    });
    expect(answer.status).toBe(202);
    const trail = await house.report.database.asSystem((tx) =>
      tx.audit_event.findMany({
        where: { organization_id: house.report.acme, action: 'grants.act-in-organization' },
      }),
    );
    expect(trail.length).toBeGreaterThan(0);
  });

  it('shows where reporting stands from the columns of reports', async () => {
    const report = await submitted();
    const year = yearOf(report);
    const dashboard = (await call(`dashboard?year=${year}`)).json() as BufdirDashboard;
    expect(dashboard.periods).toEqual([
      {
        period_id: report.period_id,
        period_label: `${year}`,
        reporting_period_start: `${year}-01-01`,
        reporting_period_end: `${year}-12-31`,
        has_ended: true,
        report_id: report.id,
        status: 'submitted',
        report_version: 1,
        versions: 1,
        is_submitted: true,
        total_activity_count: 3,
        total_participant_count: 3,
        total_hours: '3.00',
        warnings: report.validation_warnings.length,
        generated_at: report.generated_at?.toISOString(),
      },
    ]);
    expect(dashboard.by_status.filter(({ reports }) => reports > 0)).toEqual([
      { status: 'submitted', reports: 1 },
    ]);
    expect(dashboard.due).toEqual([]);
  });

  it('names the periods that are due, the oldest first', async () => {
    const { acme, database } = house.report;
    await database.asSystemSql(
      (tx) => tx.$executeRaw`
        insert into grants.report_period (id, organization_id, label, start_date, end_date)
        values (gen_random_uuid(), ${acme}::uuid, 'H2 1950', '1950-07-01', '1950-12-31'),
          (gen_random_uuid(), ${acme}::uuid, 'H1 1950', '1950-01-01', '1950-06-30')`,
    );
    const { due, periods } = (await call('dashboard?year=1950')).json() as BufdirDashboard;
    expect(due.map(({ period_label }) => period_label)).toEqual(['H1 1950', 'H2 1950']);
    expect(periods[0]).toMatchObject({ period_label: 'H2 1950', report_id: null, status: null, versions: 0 });
  });
});

function yearOf(report: ReportRow): number {
  return report.reporting_period_end.getUTCFullYear();
}

async function problemOf(asked: Promise<HttpAnswer>): Promise<[number, string | undefined]> {
  const answer = await asked;
  return [answer.status, (answer.json() as { code?: string }).code];
}
