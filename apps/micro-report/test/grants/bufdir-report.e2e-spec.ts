import { createHash } from 'node:crypto';
import { schemaOf } from '@galley/pack-grants/bufdir';
import { seedGrantsTemplates } from '@galley/pack-grants/report';
import { BufdirSimulator } from '@galley/pack-grants/testing';
import { keepForALook } from '@galley/platform/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ExcelJS from 'exceljs';
import { WholeProduct, type ProductAnswer, type ProductCall } from '../whole/whole-product.js';
import { recordBu1 } from './bu-1-records.js';

const COORDINATOR = { org: 'bu1', role: 'coordinator' };
const YEAR = { reporting_period_start: '2025-01-01', reporting_period_end: '2025-12-31' };

interface ReportJson {
  readonly id: string;
  readonly status: string;
  readonly report_version: number;
  readonly is_latest_version: boolean;
  readonly generation_job_id: string;
  readonly report_sha256: string;
  readonly [field: string]: unknown;
}

// The whole pack as its users meet it: the records by the API, the report by a worker, the files read back.
describe('the Bufdir report of data set BU-1', () => {
  let bufdir: BufdirSimulator;
  let product: WholeProduct;
  let report: ReportJson;

  beforeAll(async () => {
    bufdir = await BufdirSimulator.start({});
    product = await WholeProduct.start({ env: { BUFDIR_API_URL: bufdir.url, BUFDIR_API_TOKEN: 'hemmelig' } });
    await seedGrantsTemplates(product.admin);
    for (const [code, name] of [
      ['bu1', 'Likepersonforbundet'],
      ['other', 'De andre'],
    ] as const) {
      await product.get('/api/platform/organizations', {
        method: 'POST',
        role: 'platform_admin',
        body: { code, name, timezone: 'Europe/Oslo', locale: 'nb-NO' },
      });
    }
    await recordBu1(product, COORDINATOR);
    report = await generated({});
  }, 180_000);
  afterAll(async () => {
    await product.stop();
    await bufdir.close();
  });

  const call = (path: string, more: ProductCall = {}): Promise<ProductAnswer> =>
    product.call(`/api/grants/reports${path}`, { ...COORDINATOR, ...more });
  const post = (path: string, body: object, more: ProductCall = {}) =>
    call(path, { method: 'POST', body, ...more });
  /** The data of the report, as the API shows them. */
  const preview = async () =>
    ((await call(`/${report.id}/preview`)).json() as { report_data: Record<string, unknown> }).report_data;
  const read = async (id: string) => (await call(`/${id}`)).json() as ReportJson;

  /** Follows the job of a report to its end. */
  async function ended({ id, generation_job_id }: ReportJson): Promise<ReportJson> {
    await product.call(`/api/reports/jobs/${generation_job_id}/events`, COORDINATOR);
    return read(id);
  }

  async function generated(wish: object): Promise<ReportJson> {
    const answer = await post('', { ...YEAR, ...wish });
    expect([answer.status, answer.text]).toEqual([202, expect.anything()]);
    return ended(answer.json() as ReportJson);
  }

  async function file(format: string): Promise<{ bytes: Buffer; sha256: string }> {
    const answer = await post(`/${report.id}/export`, { format }, { headers: { prefer: 'wait=30' } });
    const made = answer.json() as { status: string; sha256: string; file_url: string; storage_key: string };
    expect([answer.status, made]).toEqual([200, expect.objectContaining({ status: 'completed' })]);
    expect(made.storage_key).toMatch(
      new RegExp(`^bufdir-reports/[0-9a-f-]{36}/2025/${report.id}\\.${format}$`),
    );
    const { bytes, status } = await product.call(made.file_url, COORDINATOR);
    expect(status).toBe(200);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(made.sha256);
    keepForALook(`bufdir.${format}`, bytes);
    return { bytes, sha256: made.sha256 };
  }

  it('BU-C-1: counts seven activities of the year in Oslo, ten people, three mentors and 11.25 hours', async () => {
    expect(report).toMatchObject({
      status: 'completed',
      report_version: 1,
      is_latest_version: true,
      period_label: '2025',
      total_activity_count: 7,
      total_participant_count: 10,
      total_hours: '11.25',
    });
    const data = await preview();
    expect(data).toMatchObject({
      totals: {
        activities: 7,
        minutes: 675,
        hours: '11.25',
        mentor_hours: '17.25',
        participations: 17,
        unique_participants: 10,
        peer_mentors: 3,
        countable_days: 5,
      },
    });
  });

  it('BU-C-2, BU-C-3, BU-C-5: every level has figures of its own', async () => {
    const data = (await preview()) as Record<string, Record<string, unknown>[]>;
    const figures = (list: string, name: string) =>
      Object.fromEntries((data[list] ?? []).map((one) => [one[name], [one.unique_participants, one.hours]]));
    expect(figures('regions', 'name')).toEqual({ Øst: [5, '4.08'], Vest: [6, '7.17'] });
    expect(figures('local_associations', 'name')).toEqual({
      Oslo: [4, '3.33'],
      Moss: [2, '0.75'],
      Bergen: [6, '7.17'],
    });
    expect(figures('activity_types', 'key')).toEqual({
      one_to_one: [3, '2.33'],
      group: [7, '2.92'],
      course: [5, '6.00'],
    });
  });

  it('BU-C-6, BU-C-7: names what earns no day, and what nobody has approved', async () => {
    const data = (await preview()) as {
      countable_days: Record<string, { reason: string }[]>;
    };
    expect(data.countable_days).toMatchObject({ total: 5 });
    expect(data.countable_days.excluded?.map(({ reason }) => reason).toSorted()).toEqual([
      'LT_3_PARTICIPANTS',
      'LT_45_MIN',
    ]);
    const warnings = (await call(`/${report.id}/warnings`)).json();
    expect(warnings).toMatchObject({
      items: [
        expect.objectContaining({ code: 'UNAPPROVED_ACTIVITIES', severity: 'warning', affected_count: 1 }),
      ],
    });
  });

  it('BU-C-8: the CSV is what the form says, to the byte', async () => {
    const { bytes, sha256 } = await file('csv');
    expect(bytes.toString('utf8').split('\r\n')).toEqual([
      '\ufeffAktivitetstype;Antall aktiviteter;Deltakere (unike);Timer',
      'Likepersonssamtale;3;3;2,33',
      'Samtalegruppe;3;7;2,92',
      '"Kurs; ""likeperson""";1;5;6,00',
      'Sum;7;10;11,25',
      '',
    ]);
    expect(bytes).toHaveLength(164);
    expect(sha256).toBe('9ad69dc3e81799057cf2aa6af5419afebe30d6e35bd2f227666f2ce60a6f71cf');
  });

  it('BU-V-10: the JSON is the payload, valid by its schema, and its hash is the one on the report', async () => {
    const { bytes, sha256 } = await file('json');
    expect(sha256).toBe(report.report_sha256);
    const payload: unknown = JSON.parse(bytes.toString('utf8'));
    expect(payload).toEqual(await preview());
    const validate = new Ajv2020({ strict: true, strictTuples: false, validateFormats: false }).compile(
      schemaOf('2025-v1').json_schema,
    );
    expect([validate(payload), validate.errors]).toEqual([true, null]);
  });

  it('BU-C-9: the workbook holds numbers, and formats that a spreadsheet makes Norwegian', async () => {
    const { bytes } = await file('xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    const hours = workbook.worksheets.flatMap((sheet) => {
      const cells: ExcelJS.Cell[] = [];
      sheet.eachRow((row) => row.eachCell((cell) => void (cell.value === 11.25 && cells.push(cell))));
      return cells;
    });
    expect(hours.length).toBeGreaterThan(0);
    for (const cell of hours) expect(cell.numFmt).toBe('#,##0.00');
  });

  it('the PDF is made of the same data', async () => {
    const { bytes } = await file('pdf');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('tells what changed from one version to the next, and which activity did it', async () => {
    const found = await product.get<{ items: { id: string; version: number }[] }>(
      '/api/grants/activities?approval_status=pending',
      { service: 'micro-data', ...COORDINATOR },
    );
    expect(found.items).toHaveLength(1);
    await product.get(`/api/grants/activities/${found.items[0]?.id}/approve`, {
      service: 'micro-data',
      method: 'POST',
      body: {},
      ...COORDINATOR,
    });
    const answer = await post(`/${report.id}/regenerate`, {});
    expect(answer.status).toBe(202);
    const second = await ended(answer.json() as ReportJson);
    expect(second).toMatchObject({
      status: 'completed',
      report_version: 2,
      is_latest_version: true,
      total_activity_count: 8,
    });
    expect(await read(report.id)).toMatchObject({ is_latest_version: false, total_activity_count: 7 });
    const compared = (await call(`/${second.id}/compare?with=1`)).text;
    expect(compared).toContain(found.items[0]?.id);
    expect(compared).toContain('UNAPPROVED');
  });

  it('BU-B-5, BU-B-4: submitted once Bufdir says so, and unchangeable from then on', async () => {
    bufdir.behaviour = 'without-id';
    expect((await post(`/${report.id}/submit`, {})).status).toBe(502);
    expect(await read(report.id)).toMatchObject({ status: 'completed', submission_id: null });
    bufdir.behaviour = 'confirm';
    const answer = await post(`/${report.id}/submit`, {});
    expect([answer.status, answer.json()]).toEqual([200, expect.objectContaining({ status: 'submitted' })]);
    const keys = new Set(bufdir.received.map(({ headers }) => headers['idempotency-key']));
    expect(keys.size).toBe(1);
    expect((await post(`/${report.id}/export`, { format: 'pdf' })).status).toBe(409);
    expect((await call(`/${report.id}`, { method: 'DELETE', role: 'org_admin' })).status).toBe(409);
    expect((await post(`/${report.id}/annotations`, { text: 'Sendt.' })).status).toBe(201);
  });

  it('BU-B-2, BU-B-1: a peer mentor is refused and nothing is written; to others the report is not there', async () => {
    const before = await product.contents();
    for (const [path, body] of [
      ['', YEAR],
      [`/${report.id}/regenerate`, {}],
      [`/${report.id}/submit`, {}],
    ] as const) {
      const refused = await post(path, body, { role: 'peer_mentor' });
      expect([refused.status, (refused.json() as { code: string }).code]).toEqual([403, 'role-forbidden']);
      if (path !== '') expect((await post(path, body, { org: 'other' })).status).toBe(404);
    }
    expect((await call('', { role: 'peer_mentor' })).status).toBe(403);
    expect((await call(`/${report.id}`, { org: 'other' })).status).toBe(404);
    expect(await product.contents()).toEqual(before);
  });

  it('BU-V-13: of twenty regenerations at once versions are gapless, one is the latest, and none is half written', async () => {
    const asked = await Promise.all(Array.from({ length: 20 }, () => post(`/${report.id}/regenerate`, {})));
    const accepted = asked
      .filter(({ status }) => status === 202)
      .map((answer) => answer.json() as ReportJson);
    const refused = asked.filter(({ status }) => status !== 202);
    expect(accepted).toHaveLength(1);
    for (const answer of refused) {
      expect(answer.json()).toMatchObject({ code: 'report-in-progress', existing_id: accepted[0]?.id });
    }
    await Promise.all(accepted.map(ended));
    const { items } = (await call('?all_versions=true&sort=report_version')).json() as {
      items: ReportJson[];
    };
    expect(items.map(({ report_version }) => report_version)).toEqual([1, 2, 3]);
    expect(items.filter(({ is_latest_version }) => is_latest_version).map(({ id }) => id)).toEqual([
      accepted[0]?.id,
    ]);
    for (const one of items) expect(one.report_sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
