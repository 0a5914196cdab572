import { createHash } from 'node:crypto';
import { readPdf } from '../../../../../../libs/render/src/pdf/testing/read-pdf.js';
import { readWorkbook, valuesOf } from '../../../../../../libs/render/src/testing/read-workbook.js';
import { DonorReportsHouse, problemOf, type ReportJson } from '../reports/testing/donor-reports-house.js';
import { PLAYED_ROWS, PLAYED_SECTIONS } from '../reports/testing/played-report.js';

/** A blue square. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFUlEQVQI12OUCjvCgA0wMeAAg1MCAPSWAUStzuSwAAAAAElFTkSuQmCC';
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('files of reports to donors', () => {
  let house: DonorReportsHouse;
  let full: ReportJson;

  beforeAll(async () => {
    house = await DonorReportsHouse.open();
    house.rows = PLAYED_ROWS;
    full = await house.published({ sections: PLAYED_SECTIONS });
  });
  afterAll(() => house?.close());
  beforeEach(() => {
    house.rows = PLAYED_ROWS;
  });

  const file = (id: string, query: string) => house.bytes(`/${id}/render?${query}`);
  const textsOf = async (bytes: Buffer) => (await readPdf(bytes)).pages.flat().map(({ text }) => text);
  const ONE = { sections: [{ kind: 'indicator_table' }] };

  it('ME-16: cover, contents, then the sections in their order; an empty one says so', async () => {
    const texts = await textsOf(await file(full.id, 'format=pdf'));
    const order = [
      'Quarterly report, 01/01/2026 – 31/03/2026',
      'Norad',
      'QZA-26/0042',
      'P1 Wells in the north',
      'Contents',
      'Executive summary',
      'Logical framework',
      'Indicators',
      'Indicators over time',
      'Activities [and <b>their</b> people]',
      'Participants',
      'Budget and expenditure',
      'Annexes',
      'Outlook',
    ];
    const places = order.map((text) => texts.lastIndexOf(text));
    expect(places.every((place) => place > texts.indexOf('Water, first quarter'))).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(texts.filter((text) => text === 'No data.')).toHaveLength(2);
    expect(texts.some((text) => /DRAFT|PROVISIONAL/.test(text))).toBe(false);
  });

  it.each(['pdf', 'json'])(
    'ME-12: of a publication a %s has the same bytes, whatever was edited since',
    async (format) => {
      const { id } = await house.published(ONE);
      const first = sha256(await file(id, `format=${format}`));
      house.rows = {};
      await house.send('PATCH', `/${id}`, {
        title: 'Edited',
        language: 'fr',
        sections: [{ kind: 'budget' }],
      });
      expect(sha256(await file(id, `format=${format}`))).toBe(first);
      const token = await house.shared(id);
      expect(sha256(await house.download(token, format))).toBe(first);
      await house.send('POST', `/${id}/publish`);
      expect(sha256(await file(id, `format=${format}&revision=1`))).toBe(first);
      expect(sha256(await file(id, `format=${format}`))).not.toBe(first);
    },
  );

  it('of a draft say what the records say now, and that it is one', async () => {
    const { id } = await house.created(ONE);
    const before = await textsOf(await file(id, 'format=pdf'));
    expect(before).toEqual(expect.arrayContaining(['DRAFT', '83.33%']));
    house.rows = {
      indicator_table: '[{"code": "OP1.1", "indicator": "People", "progress": 91.00, "light": "green"}]',
    };
    expect(await textsOf(await file(id, 'format=pdf'))).toEqual(
      expect.arrayContaining(['DRAFT', '91.00%', 'On track']),
    );
    expect(JSON.parse((await file(id, 'format=json')).toString())).toMatchObject({
      revision: null,
      sha256: null,
    });
    expect(problemOf(await house.call(`/${id}/render?revision=1`))).toEqual([404, 'not-found']);
  });

  it('ME-1: with values that nobody has approved are marked PROVISIONAL, in the language of the report', async () => {
    const { id } = await house.published({ ...ONE, include_unapproved: true, language: 'nb' });
    expect(await textsOf(await file(id, 'format=pdf'))).toEqual(
      expect.arrayContaining(['FORELØPIG', 'Kvartalsrapport, 01.01.2026 – 31.03.2026', 'I rute']),
    );
  });

  it('are on record: a completed job and an audit entry', async () => {
    const answer = await house.report.call(`/api/monitoring/reports/${full.id}/render?format=json`, {
      roles: ['coordinator'],
    });
    const job_id = answer.headers.get('x-job-id');
    const { rows } = await house.admin.query(
      `select status, format, report_template_id, project_id, sha256, file_name from tenant.tb_report_job where id = $1`,
      [job_id],
    );
    expect(rows).toEqual([
      {
        status: 'completed',
        format: 'json',
        report_template_id: null,
        project_id: house.p1,
        sha256: sha256(answer.bytes),
        file_name: 'Water, first quarter (rev 1).json',
      },
    ]);
    expect(await house.actionsOn(full.id)).toContain('donor-report.render');
  });

  it('are refused for forms that nobody makes', async () => {
    expect(problemOf(await house.call(`/${full.id}/render?format=csv`))).toEqual([422, 'invalid']);
    expect(problemOf(await house.call(`/${full.id}/render?revision=0`))).toEqual([422, 'invalid']);
  });

  it('the JSON is what was published, to the byte, under its hash', async () => {
    const text = (await file(full.id, 'format=json')).toString();
    const { sha256: hash, revision } = JSON.parse(text) as { sha256: string; revision: number };
    const content = text.slice(text.indexOf('"content":') + '"content":'.length, -'}\n'.length);
    expect([revision, hash]).toEqual([1, sha256(Buffer.from(content))]);
  });

  it('must-show 3: a figure is the same in the API, the PDF, the workbook, the page and the JSON', async () => {
    const { id } = await house.published(ONE);
    const { body } = await house.call(`/${id}/revisions/1`);
    const [row] =
      (body.content as { sections: { rows: Record<string, string>[] }[] }).sections[0]?.rows ?? [];
    const FIGURES = {
      baseline: '0',
      target: '600',
      period_target: '150',
      period_actual: '120',
      actual: '1234500',
      progress: '83.33',
    };
    expect(row).toMatchObject(FIGURES);

    const json = (await file(id, 'format=json')).toString();
    for (const [name, figure] of Object.entries(FIGURES)) expect(json).toContain(`"${name}": ${figure}`);

    const shown = ['0', '600', '150', '120', '1,234,500', '83.33%'];
    const texts = await textsOf(await file(id, 'format=pdf'));
    const at = texts.indexOf('1,234,500');
    expect(texts.slice(at - 4, at + 2)).toEqual(shown);

    const page = (await house.visit(await house.shared(id), { headers: { accept: 'text/html' } })).text;
    const cells = [...page.matchAll(/<td data-label="[^"]*" class="n"><bdi>([^<]*)</g)].map(
      ([, text]) => text,
    );
    expect(cells.slice(0, 6)).toEqual(shown);

    const workbook = await readWorkbook(await file(id, 'format=excel'));
    const sheet = workbook.worksheets.find((one) =>
      valuesOf(one).some((values) => values.includes('people')),
    );
    const values = sheet ? valuesOf(sheet).find((line) => line.includes('people')) : [];
    expect(values).toEqual(expect.arrayContaining([0, 600, 150, 120, 1_234_500]));
    expect(values?.map(Number).some((value) => value === 83.33 || value === 0.8333)).toBe(true);
  });

  it('ME-16: have the logo that the organization had when they were published', async () => {
    const [plain, png] = [await house.published(ONE), Buffer.from(PICTURE, 'base64')];
    await house.admin.query(
      `insert into platform.tb_asset (id, organization_id, name, media_type, size, width, height, sha256, bytes, updated_at)
       values (gen_random_uuid(), $1, 'logo', 'image/png', $2, 1, 1, repeat('a', 64), $3, now())`,
      [house.report.acme, png.length, png],
    );
    const pictures = async (id: string) =>
      (await file(id, 'format=pdf')).toString('latin1').search(/\/Subtype ?\/Image/) > 0;
    const { id } = await house.published(ONE);
    expect([await pictures(id), await pictures(plain.id)]).toEqual([true, false]);
    const page = await house.visit(await house.shared(id), { headers: { accept: 'text/html' } });
    expect(page.text).toContain(`src="data:image/png;base64,${PICTURE}"`);
    expect(page.headers.get('content-security-policy')).toContain('img-src data:');
    const first = sha256(await file(id, 'format=pdf'));
    await house.admin.query(`delete from platform.tb_asset where name = 'logo'`);
    expect(sha256(await file(id, 'format=pdf'))).toBe(first);
  });

  it('in Arabic run from the right, with the figures as they are', async () => {
    const { id } = await house.published({ ...ONE, language: 'ar' });
    const pdf = await readPdf(await file(id, 'format=pdf'));
    const placeOf = (text: string) =>
      pdf.pages.flat().find((one) => one.text.includes(text))?.x ?? Number.NaN;
    expect(placeOf('people')).toBeGreaterThan(placeOf('83.33'));
    const workbook = await readWorkbook(await file(id, 'format=excel'));
    expect(workbook.worksheets.at(-1)?.views[0]).toMatchObject({ rightToLeft: true });
  });
});
