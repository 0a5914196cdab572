import { randomUUID } from 'node:crypto';
import { readPdf } from '../../../../libs/render/src/pdf/testing/read-pdf.js';
import { readWorkbook } from '../../../../libs/render/src/testing/read-workbook.js';
import { ExportHouse, good, problemOf } from '../../test/export-house.js';

describe('the file of an export', () => {
  let house: ExportHouse;

  beforeAll(async () => {
    house = await ExportHouse.open();
  });
  afterAll(() => house?.close());
  beforeEach(() => house.reset());

  describe('running', () => {
    it('asks for the very dataset that was approved, and completes with what came', async () => {
      const queued = await house.approved();
      const done = await house.run(queued);
      const [asked, examined, ran] = house.requests;
      // Counted as it came, examined and run in an order, so that the same rows are known again.
      expect(examined).toEqual({ ...asked, order_by: [{ column: 'sku' }, { column: 'value' }] });
      expect(ran).toEqual(examined);
      expect(done).toMatchObject({
        status: 'completed',
        actual_record_count: 25,
        download_count: 0,
        max_downloads: 5,
        file_name: expect.stringMatching(/\.csv$/) as string,
        file_hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      });
      const keptMs = Date.parse(String(done.expires_at)) - Date.parse(String(done.processing_ended_at));
      expect(Math.round(keptMs / 1000)).toBe(7 * 86_400);
      const file = await house.report.database.asSystem((tx) =>
        tx.generated_report.findFirstOrThrow({ where: { export_request_id: done.id } }),
      );
      expect(file).toMatchObject({ retention_class: 'export' });
      expect(file.expires_at?.toISOString()).toBe(done.expires_at);
      expect(file.storage_key).toMatch(new RegExp(`^exports/${house.report.acme}/${done.id}/export_`));
    });

    it.each([
      ['more than a person approved', 26, 'a', () => house.approved()],
      ['other than a person approved', 25, 'b', () => house.approved()],
      [
        'more than the rules let through',
        21,
        'a',
        async () => {
          house.rows = 8;
          return house.asked();
        },
      ],
    ])('EN-AP-11: %s goes back, and nobody gets the file', async (_what, rows, salt, ask) => {
      const queued = await ask();
      Object.assign(house, { rows, salt });
      const back = await house.run(queued);
      expect(back).toMatchObject({
        status: 'pending',
        requires_approval: true,
        estimated_record_count: rows,
        actual_record_count: null,
        approved_by: null,
        approved_fingerprint: null,
        job_id: null,
        error_code: 'approval-scope-exceeded',
      });
      expect(back.approval_reasons).toContain('scope-exceeded');
      expect(problemOf(await house.download(back.id))).toEqual([409, 'approval-scope-exceeded']);
      expect((await house.report.call(`/api/reports/jobs/${queued.job_id}/download`)).status).toBe(404);
      const file = await house.report.database.asSystem((tx) =>
        tx.generated_report.findFirstOrThrow({ where: { job_id: queued.job_id } }),
      );
      expect((await house.report.call(`/api/reports/generated/${file.id}/download`)).status).toBe(404);

      const again = good(await house.post(back.id, 'approve'), 200);
      expect(await house.run(again)).toMatchObject({ status: 'completed', actual_record_count: rows });
    });

    it('lets through what has changed but needs nobody', async () => {
      const queued = await house.asked();
      Object.assign(house, { rows: 20, salt: 'b' });
      expect(await house.run(queued)).toMatchObject({ status: 'completed', actual_record_count: 20 });
    });

    it('fails with its job', async () => {
      const queued = await house.asked();
      house.mood = 'refuse';
      expect(await house.run(queued)).toMatchObject({ status: 'failed', error_code: 'unknown-filter' });
      expect(problemOf(await house.download(queued.id))).toEqual([409, 'export-not-ready']);
    });

    it('starts what was approved by SQL', async () => {
      const { id } = await house.pending();
      const admin = randomUUID();
      await house.report.database.asSystem(
        (tx) => tx.$executeRaw`
          update tenant.export_request set status = 'approved', approved_by = ${admin}::uuid where id = ${id}::uuid`,
      );
      await house.round();
      expect(await house.run(await house.read(id))).toMatchObject({
        status: 'completed',
        approved_by: admin,
      });
    });
  });

  describe('fetching', () => {
    it('EN-AP-13: only what is completed', async () => {
      const { id } = await house.pending();
      expect(problemOf(await house.download(id))).toEqual([409, 'export-not-ready']);
    });

    it('EN-AP-13: so and so often, each time on record', async () => {
      await house.settings({ max_downloads: 2 });
      const sub = randomUUID();
      const { id } = await house.run(await house.asked({}, { sub }));
      const mine = { roles: ['member'], sub };
      const first = await house.download(id, mine);
      expect(first.status).toBe(200);
      expect(first.text).toContain('a-4');
      expect((await house.download(id, mine)).status).toBe(200);
      expect(problemOf(await house.download(id, mine))).toEqual([403, 'download-limit']);
      expect(await house.read(id)).toMatchObject({ download_count: 2 });
      expect(await house.actionsOn(id)).toEqual(['export.request', 'export.download', 'export.download']);
      expect((await house.download(id, { roles: ['member'], sub: randomUUID() })).status).toBe(404);
      expect((await house.download(id, { org: 'GLOBEX' })).status).toBe(404);
    });

    it('EN-AP-13: parallel downloads do not pass the limit together', async () => {
      await house.settings({ max_downloads: 3 });
      const { id } = await house.run(await house.asked());
      const answers = await Promise.all(Array.from({ length: 8 }, () => house.download(id)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
      expect(answers.filter(({ status }) => status === 403)).toHaveLength(5);
    });

    it('a download that could not begin does not count', async () => {
      const { id } = await house.run(await house.asked());
      expect((await house.download(id, { headers: { 'if-match': '"other"' } })).status).toBe(412);
      expect(await house.read(id)).toMatchObject({ download_count: 0 });
    });

    it('there is no other way to the file', async () => {
      const done = await house.run(await house.asked());
      const file = await house.report.database.asSystem((tx) =>
        tx.generated_report.findFirstOrThrow({ where: { export_request_id: done.id } }),
      );
      for (const path of [
        `/api/reports/jobs/${done.job_id}/download`,
        `/api/reports/generated/${file.id}/download`,
      ]) {
        expect(problemOf(await house.report.call(path))).toEqual([403, 'export-download-only']);
      }
    });

    it('nothing of it is shown beforehand, and no other run takes its template', async () => {
      const template = await house.report.database.asSystem((tx) =>
        tx.tb_report_template.findFirstOrThrow({ where: { report_type: 'export_contract' } }),
      );
      const preview = await house.report.call(`/api/reports/templates/${template.id}/preview`, {
        method: 'POST',
        body: {},
      });
      expect(problemOf(preview)).toEqual([403, 'export-needs-request']);
      for (const body of [{ template_id: template.id }, { report_type: 'export_contract' }]) {
        const run = await house.report.call('/api/reports/generate', { method: 'POST', body });
        expect([404, 422]).toContain(run.status);
      }
    });

    it('EN-AP-13: expires at its instant, whoever comes first', async () => {
      const { id } = await house.run(await house.asked());
      await house.set(id, `expires_at = now()`);
      expect(problemOf(await house.download(id))).toEqual([410, 'export-expired']);
      expect(await house.read(id)).toMatchObject({ status: 'expired' });
      expect(problemOf(await house.download(id))).toEqual([410, 'export-expired']);
      expect(await house.actionsOn(id)).toEqual(['export.request', 'export.expire']);
    });

    it('expires in a round of the worker, once', async () => {
      const { id } = await house.run(await house.asked());
      await house.set(id, `expires_at = now()`);
      const rounds = await Promise.all([house.round(), house.round()]);
      expect(rounds.toSorted()).toEqual([0, 1]);
      expect(await house.read(id)).toMatchObject({ status: 'expired' });
    });

    it.each([
      ['json', (_name: string, bytes: Buffer) => bytes.toString('utf8')],
      ['csv', (name: string) => name],
      ['xlsx', async (_name: string, bytes: Buffer) => parametersOf(bytes)],
      [
        'pdf',
        async (_name: string, bytes: Buffer) =>
          (await readPdf(bytes)).pages
            .flat()
            .map(({ text }) => text)
            .join(' '),
      ],
    ])('EN-AP-13: %s with personal data names who took it out, and when', async (format, told) => {
      const sub = randomUUID();
      await house.report.database.asSystem(async (tx) => {
        await tx.user_account.create({ data: { id: sub, name: 'Åse Bø', email: `${sub}@example.org` } });
        await tx.membership.create({
          data: { organization_id: house.report.acme, user_id: sub, role: 'member' },
        });
      });
      const done = await house.run(await house.asked({ data_type: 'contract', format }, { sub }));
      const { bytes, text } = await house.download(done.id);
      const words = await told(String(done.file_name), bytes);
      expect(words).toContain('Åse Bø');
      expect(words).toMatch(/\d{4}-?\d\d-?\d\dT\d\d:?\d\d:?\d\dZ/);
      if (format === 'csv') expect(text).not.toContain('Åse');
    });

    it('leaves files without personal data as they are', async () => {
      const sub = randomUUID();
      const done = await house.run(await house.asked({ format: 'json' }, { sub }));
      expect((await house.download(done.id)).text).not.toContain(sub);
    });
  });
});

/** Everything that the last sheet says, which is the one about the run. */
async function parametersOf(bytes: Buffer): Promise<string> {
  const workbook = await readWorkbook(bytes);
  const words: string[] = [];
  workbook.worksheets.at(-1)?.eachRow((row) => row.eachCell((cell) => words.push(cell.text)));
  return words.join(' ');
}
