import { REPORT_STATUSES } from './report-lifecycle.js';
import { good, problemOf, ReportsHouse, type ReportJson } from './testing/reports-house.js';

describe('what becomes of a Bufdir report', () => {
  let house: ReportsHouse;

  beforeAll(async () => {
    house = await ReportsHouse.open();
  });
  afterAll(() => house?.close());

  const remove = (id: string, roles = ['org_admin'], headers = {}) =>
    house.call(`/reports/${id}`, { method: 'DELETE', roles, headers });
  const patch = (id: string, body: object, headers = {}) =>
    house.call(`/reports/${id}`, { method: 'PATCH', body, headers });
  /** Every version of a report's period that is not deleted, with which is the latest. */
  const versionsOf = async ({ period_id }: Pick<ReportJson, 'period_id'>) => {
    const { body } = await house.call(
      `/reports?all_versions=true&period_id=${period_id}&sort=report_version`,
    );
    return (body.items as ReportJson[]).map(({ report_version, status, is_latest_version }) =>
      [report_version, status, is_latest_version].join(' '),
    );
  };

  describe('cancelled', () => {
    it('while it waits, its job is cancelled and it fails at once, and its period is free', async () => {
      const { id, period_id, generation_job_id } = await house.created();
      const cancelled = good(await house.post(`/reports/${id}/cancel`), 200);
      expect(cancelled).toMatchObject({
        status: 'failed',
        error_message: 'CANCELLED_BY_USER',
        progress: null,
      });
      const job = await house.report.database.asSystem((tx) =>
        tx.tb_report_job.findUniqueOrThrow({ where: { id: generation_job_id ?? '' } }),
      );
      expect(job.status).toBe('cancelled');
      expect(await house.actionsOn(id)).toEqual(['bufdir-report.create', 'bufdir-report.cancel']);
      expect(good(await house.post('/reports', { period_id }), 202).report_version).toBe(2);
    });

    it('by another coordinator, of business units too', async () => {
      const { id } = await house.created();
      const call = { sub: await house.account(), bus: ['T01'] };
      expect(good(await house.post(`/reports/${id}/cancel`, {}, call), 200).status).toBe('failed');
    });

    it('as a draft it fails at once, without ever having had a job', async () => {
      const { id } = await house.created({ enqueue: false });
      const cancelled = good(await house.post(`/reports/${id}/cancel`), 200);
      expect(cancelled).toMatchObject({
        status: 'failed',
        error_message: 'CANCELLED_BY_USER',
        generation_job_id: null,
      });
    });

    it('while it runs, it goes on until its worker has heard of it', async () => {
      const { id, generation_job_id } = await house.created();
      await house.report.database.asSystemSql(async (tx) => {
        await tx.$executeRaw`
          update tenant.tb_report_job set status = 'processing', attempts = 1, owner = 'w', progress = 40,
            lease_expires_at = clock_timestamp() + interval '1 hour', started_at = clock_timestamp()
          where id = ${generation_job_id}::uuid`;
        await tx.$executeRaw`
          update grants.bufdir_report set status = 'generating', generation_step = 'aggregate' where id = ${id}::uuid`;
      });
      expect((await house.read(id)).progress).toEqual({ percent: 40, step: 'aggregate' });
      const running = good(await house.post(`/reports/${id}/cancel`), 200);
      expect(running).toMatchObject({ status: 'generating', error_message: null });
      const job = await house.report.database.asSystem((tx) =>
        tx.tb_report_job.findUniqueOrThrow({ where: { id: generation_job_id ?? '' } }),
      );
      expect(job.cancel_requested_at).not.toBeNull();
    });

    it.each(['completed', 'failed', 'submitted'] as const)('BU-V-9: not once it is %s', async (status) => {
      const { id } = await house.stored({ status });
      const answer = await house.post(`/reports/${id}/cancel`);
      expect(problemOf(answer)).toEqual([409, 'invalid-status-transition']);
      expect(answer.body).toMatchObject({ from: status, to: 'failed' });
    });
  });

  describe('made again', () => {
    it.each(['completed', 'failed', 'submitted'] as const)(
      'after it is %s, as a new version',
      async (status) => {
        const first = await house.stored({ status, format: 'csv' });
        const next = good(await house.post(`/reports/${first.id}/regenerate`), 202);
        expect(next).toMatchObject({
          period_id: first.period_id,
          report_version: 2,
          status: 'pending',
          format: 'csv',
          bufdir_schema_version: first.bufdir_schema_version,
        });
        expect(await house.read(first.id)).toMatchObject({ status, report_version: 1 });
        expect(await house.actionsOn(next.id)).toEqual(['bufdir-report.regenerate']);
      },
    );

    it('with another format or schema version, or without a format', async () => {
      const { id } = await house.stored({ status: 'completed', format: 'csv' });
      const other = { format: 'excel', bufdir_schema_version: '2024-v2' };
      const second = good(await house.post(`/reports/${id}/regenerate`, other), 202);
      expect(second).toMatchObject({ format: 'xlsx', bufdir_schema_version: '2024-v2' });
      good(await house.post(`/reports/${second.id}/cancel`), 200);
      expect(good(await house.post(`/reports/${id}/regenerate`, { format: null }), 202).format).toBeNull();
      const refused = await house.post(`/reports/${id}/regenerate`, { format: 'docx' });
      expect(problemOf(refused)).toEqual([400, 'format-invalid']);
      const unknown = await house.post(`/reports/${id}/regenerate`, { bufdir_schema_version: 'x' });
      expect(problemOf(unknown)).toEqual([422, 'schema-version-unknown']);
    });

    it.each(['draft', 'pending', 'generating'] as const)('BU-V-8: not while it is %s', async (status) => {
      const { id } = await house.stored({ status });
      const answer = await house.post(`/reports/${id}/regenerate`);
      expect(problemOf(answer)).toEqual([409, 'report-in-progress']);
      expect(answer.body.existing_id).toBe(id);
    });

    it('BU-V-13: twenty at a time give one version each time, without gap or twin', async () => {
      const first = await house.stored({ status: 'completed' });
      const accepted: number[] = [];
      for (let round = 0; round < 3; round++) {
        const answers = await Promise.all(
          Array.from({ length: 20 }, () =>
            house.post(`/reports/${first.id}/regenerate`, { report_version: 99 }),
          ),
        );
        const winners = answers.filter(({ status }) => status === 202);
        expect(winners).toHaveLength(1);
        expect(
          answers.filter((answer) => problemOf(answer).join() === '409,report-in-progress'),
        ).toHaveLength(19);
        for (const { body } of winners) {
          const { id, report_version } = body as unknown as ReportJson;
          accepted.push(report_version);
          await house.complete(id);
        }
      }
      expect(accepted).toEqual([2, 3, 4]);
      expect(await versionsOf(first)).toEqual([
        '1 completed false',
        '2 completed false',
        '3 completed false',
        '4 completed true',
      ]);
    });

    it('BU-B-3: a version that fails leaves the one before the latest; one that completes takes its place', async () => {
      const first = await house.stored({ status: 'completed' });
      const second = good(await house.post(`/reports/${first.id}/regenerate`), 202);
      expect(await versionsOf(first)).toEqual(['1 completed true', '2 pending false']);
      good(await house.post(`/reports/${second.id}/cancel`), 200);
      expect(await versionsOf(first)).toEqual(['1 completed true', '2 failed false']);
      const third = good(await house.post(`/reports/${first.id}/regenerate`), 202);
      await house.complete(third.id);
      expect(await versionsOf(first)).toEqual(['1 completed false', '2 failed false', '3 completed true']);
    });
  });

  describe('deleted', () => {
    it.each(['draft', 'failed', 'completed'] as const)(
      'BU-B-14: as a %s one, by an administrator',
      async (status) => {
        const { id, period_id } = await house.stored({ status });
        expect((await remove(id)).status).toBe(204);
        expect(problemOf(await house.call(`/reports/${id}`))).toEqual([404, 'not-found']);
        expect(problemOf(await remove(id))).toEqual([404, 'not-found']);
        expect(await house.actionsOn(id)).toEqual(['bufdir-report.delete']);
        // Its number is not given again.
        expect(good(await house.post('/reports', { period_id }), 202).report_version).toBe(2);
      },
    );

    it('BU-B-14: not by a coordinator', async () => {
      const { id } = await house.stored({ status: 'completed' });
      expect(problemOf(await remove(id, ['coordinator']))).toEqual([403, 'role-forbidden']);
      expect(await house.read(id)).toMatchObject({ id });
    });

    it.each(['pending', 'generating'] as const)('BU-B-14: not while it is %s', async (status) => {
      const { id } = await house.stored({ status });
      const answer = await remove(id);
      expect(problemOf(answer)).toEqual([409, 'report-in-progress']);
      expect(answer.body.existing_id).toBe(id);
    });

    it('BU-B-14: the version before becomes the latest again, past those without data, a submitted one too', async () => {
      const first = await house.stored({ status: 'submitted' });
      const again = async (): Promise<string> =>
        good(await house.post(`/reports/${first.id}/regenerate`), 202).id;
      const second = await again();
      good(await house.post(`/reports/${second}/cancel`), 200);
      const third = await again();
      await house.complete(third);
      expect(await versionsOf(first)).toEqual(['1 submitted false', '2 failed false', '3 completed true']);
      expect((await remove(third)).status).toBe(204);
      expect(await versionsOf(first)).toEqual(['1 submitted true', '2 failed false']);
    });

    it('BU-B-14: an earlier version takes nothing from the latest', async () => {
      const first = await house.stored({ status: 'completed' });
      const second = good(await house.post(`/reports/${first.id}/regenerate`), 202);
      await house.complete(second.id);
      expect((await remove(first.id)).status).toBe(204);
      expect(await versionsOf(first)).toEqual(['2 completed true']);
    });

    it('not while it is on its way to Bufdir', async () => {
      const { id, organization_id } = await house.stored({ status: 'completed' });
      await house.report.database.asSystemSql(
        (tx) => tx.$executeRaw`
          insert into grants.bufdir_submission_attempt
            (id, organization_id, report_id, idempotency_key, request_hash, created_by_id)
          values (gen_random_uuid(), ${organization_id}::uuid, ${id}::uuid, 'key', repeat('a', 64), gen_random_uuid())`,
      );
      expect(problemOf(await remove(id))).toEqual([409, 'submission-in-progress']);
    });
  });

  describe('submitted', () => {
    it('BU-B-4: it can neither be changed nor deleted', async () => {
      const { id } = await house.stored({ status: 'submitted' });
      expect(problemOf(await patch(id, { format: 'pdf' }))).toEqual([409, 'report-immutable']);
      expect(problemOf(await remove(id))).toEqual([409, 'report-immutable']);
      expect(await house.read(id)).toMatchObject({
        status: 'submitted',
        is_latest_version: true,
        format: null,
      });
    });
  });

  describe('changed', () => {
    it('as a draft it takes another format', async () => {
      const { id } = await house.created({ enqueue: false, format: 'pdf' });
      expect(good(await patch(id, { format: 'excel' }), 200).format).toBe('xlsx');
      expect(good(await patch(id, {}), 200).format).toBe('xlsx');
      expect(good(await patch(id, { format: null }), 200).format).toBeNull();
      expect(problemOf(await patch(id, { format: 'docx' }))).toEqual([400, 'format-invalid']);
      expect(problemOf(await patch(id, { status: 'completed' }))).toEqual([422, 'invalid']);
    });

    it.each(REPORT_STATUSES.filter((status) => status !== 'draft'))('not once it is %s', async (status) => {
      const { id } = await house.stored({ status });
      expect(problemOf(await patch(id, { format: 'pdf' }))).toEqual([409, 'report-immutable']);
    });
  });

  it('goes on only from the state that If-Match names', async () => {
    const { id } = await house.created({ enqueue: false });
    const { headers } = await house.call(`/reports/${id}`);
    const old = { 'if-match': headers.get('etag') ?? '' };
    good(await patch(id, { format: 'csv' }, old), 200);
    const stale = [
      await patch(id, { format: 'pdf' }, old),
      await house.post(`/reports/${id}/generate`, {}, { headers: old }),
      await house.post(`/reports/${id}/cancel`, {}, { headers: old }),
      await house.post(`/reports/${id}/regenerate`, {}, { headers: old }),
      await remove(id, ['org_admin'], old),
    ];
    for (const answer of stale) expect(problemOf(answer)).toEqual([412, 'precondition-failed']);
    expect(await house.read(id)).toMatchObject({ status: 'draft', format: 'csv' });
  });
});
