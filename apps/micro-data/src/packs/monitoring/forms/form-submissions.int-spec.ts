import ExcelJS from 'exceljs';
import { faultsOf, PackApi, type Answered, type PackBody } from '../../../../test/support/pack-api.js';

const COORDINATOR = { roles: ['coordinator'], sub: '0199aaaa-0000-7000-8000-00000000000c' };
const MEMBER = { roles: ['member'], sub: '0199aaaa-0000-7000-8000-00000000000d' };

const options = ['water', 'food', 'cash'].map((value) => ({ value, label: value }));
const FIELDS = [
  { name: 'adult', label: 'Adult?', type: 'boolean' },
  { name: 'age', label: 'Age', type: 'integer', required: true },
  {
    name: 'job',
    label: 'Job',
    type: 'text',
    required: true,
    relevant: { field: 'age', op: '>=', value: 18 },
  },
  { name: 'needs', label: 'Needs', type: 'select_multiple', options },
  { name: 'income', label: 'Income', type: 'decimal', constraint: { op: '>=', value: 0 } },
  { name: 'double', label: 'Twice', type: 'calculate', calculation: '${income} * 2' },
];
const ADULT = { age: 30, job: 'baker', needs: ['cash', 'water'], income: '0.10' };
const KEPT = { age: 30, job: 'baker', needs: ['water', 'cash'], income: '0.1', double: '0.2' };

describe('submissions', () => {
  let api: PackApi;
  let next = 0;

  beforeAll(async () => {
    api = await PackApi.start('monitoring');
    await api.make('programs', { code: 'WASH', name: 'Water' });
  });
  afterAll(() => api?.stop());

  interface Scene {
    readonly form: PackBody;
    readonly project_id: string;
    readonly indicator_id: string;
    readonly period_id: string;
  }

  /** A project of a case's own, with the first quarter, an indicator, and a published form of these fields. */
  async function scene(fields: readonly object[] = FIELDS): Promise<Scene> {
    const code = `S${(next += 1)}`;
    const { id: project_id } = await api.make('projects', {
      program_code: 'WASH',
      code,
      name: code,
      currency: 'EUR',
    });
    const { id: indicator_id } = await api.make('indicators', { code, name: code });
    await api.make('project-indicators', { project_id, indicator_id });
    const { id: period_id } = await api.make('reporting-periods', {
      project_id,
      label: 'Q1 2026',
      kind: 'quarter',
      start_date: '2026-01-01',
      end_date: '2026-03-31',
    });
    const form = await api.make('forms', { project_id, code, name: code, fields });
    const published = await api.call('POST', `forms/${form.id}/publish`, {});
    expect(published.status).toBe(200);
    return { form: published.body, project_id, indicator_id, period_id };
  }
  const feeding = (indicator_aggregate: string) => (indicator_code: string) => [
    { name: 'n', label: 'N', type: 'integer', indicator_code, indicator_aggregate },
    { name: 'comment', label: 'C', type: 'text' },
  ];
  /** A scene whose form feeds its indicator. */
  function feedingScene(aggregate = 'sum'): Promise<Scene> {
    return scene(feeding(aggregate)(`S${next + 1}`));
  }
  const send = (form: PackBody, answers: object, more: object = {}, as: object = MEMBER): Promise<Answered> =>
    api.call(
      'POST',
      'form-submissions',
      { form_id: form.id, submitted_at: '2026-02-15T12:00:00Z', answers, ...more },
      as,
    );
  const valuesOf = async ({ indicator_id }: Scene) =>
    (await api.call('GET', `indicator-reports?indicator_id=${indicator_id}`)).body.items;
  const codeOf = ({ status, body }: Answered) => [status, body.code];
  const countOf = async ({ form }: Scene): Promise<number> =>
    (await api.call('GET', `form-submissions?form_id=${form.id}&limit=1`)).body.total;

  it('ME-F1, ME-F6, ME-F7: keep what the form makes of the answers', async () => {
    const here = await scene();
    const answer = await send(here.form, { ...ADULT, double: '99' });
    expect([answer.status, answer.body]).toEqual([
      201,
      expect.objectContaining({
        answers: KEPT,
        form_code: here.form['code'],
        form_version: 1,
        project_id: here.project_id,
        reporting_period_label: 'Q1 2026',
        submitted_by: MEMBER.sub,
        indicator_report_id: null,
      }),
    ]);
    const child = await send(here.form, { age: 17, job: 'baker', needs: [] });
    expect(child.body['answers']).toEqual({ age: 17 });
    const { rows } = await api.service.admin.query(
      `select f.name, a.value from monitoring.form_answer a join monitoring.form_field f on f.id = a.field_id
       where a.submission_id = $1 and a.deleted_at is null order by f.order_index`,
      [answer.body.id],
    );
    expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toEqual(KEPT);
  });

  it('ME-F2, ME-F7: are refused with every fault, by the names of fields', async () => {
    const { form } = await scene();
    const answer = await send(form, { age: 30, needs: ['gold'], income: '-1', colour: 'red' });
    expect([answer.status, faultsOf(answer)]).toEqual([
      422,
      [
        ['/answers/colour', 'colour is no field of the form'],
        ['/answers/job', 'job is required'],
        ['/answers/needs', 'needs must be some of its options: water, food, cash'],
        ['/answers/income', 'income does not satisfy its constraint'],
      ],
    ]);
    expect(faultsOf(await send(form, [] as object))).toEqual([
      ['/answers', 'answers must be an object of answers by the names of fields'],
    ]);
  });

  it('ME-F8: are evaluated by the version that they were filled in with; a draft takes none', async () => {
    const { form: first } = await scene();
    const draft = (await api.call('POST', `forms/${first.id}/revise`, {})).body;
    expect(codeOf(await send(draft, ADULT))).toEqual([409, 'form-not-published']);
    const fields = [
      ...FIELDS.slice(0, 2),
      { name: 'height', label: 'Height', type: 'integer', required: true },
    ];
    await api.call('PATCH', `forms/${draft.id}`, { fields });
    await api.call('POST', `forms/${draft.id}/publish`, {});
    const byCode = (more: object, answers: object) =>
      api.call('POST', 'form-submissions', { form_code: first['code'], answers, ...more }, MEMBER);
    expect((await byCode({}, { age: 3, height: 90 })).body).toMatchObject({
      form_version: 2,
      form_id: draft.id,
    });
    expect((await byCode({ form_version: 1 }, ADULT)).body).toMatchObject({
      form_version: 1,
      form_id: first.id,
      answers: KEPT,
    });
    expect((await send(first, ADULT)).body).toMatchObject({ form_version: 1 });
    expect(faultsOf(await byCode({}, ADULT))[0]).toEqual(['/answers/job', 'job is no field of the form']);
    expect((await byCode({ form_version: 3 }, ADULT)).status).toBe(422);
  });

  it('with a reference are the same when they are sent again', async () => {
    const here = await feedingScene();
    const sent = { reference: 'DEVICE-1-7' };
    const first = await send(here.form, { n: 5 }, sent);
    const again = await send(here.form, { n: 5 }, sent);
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body]);
    const other = await send(here.form, { n: 6 }, sent);
    expect([other.status, other.body]).toEqual([
      409,
      expect.objectContaining({ code: 'conflict', id: first.body.id }),
    ]);
    expect([await countOf(here), (await valuesOf(here))[0]?.['value']]).toEqual([1, '5.000000']);
    // Without one they are as many as are sent.
    await send(here.form, { n: 5 });
    await send(here.form, { n: 5 });
    expect(await countOf(here)).toBe(3);
  });

  it('ME-F9: feed a draft value, and take it back with them', async () => {
    const here = await feedingScene();
    const { body: first } = await send(here.form, { n: 3 });
    await send(here.form, { n: 4 });
    const [value] = await valuesOf(here);
    expect(value).toMatchObject({
      value: '7.000000',
      status: 'draft',
      source: 'form',
      reporting_period_id: here.period_id,
    });
    expect(first['indicator_report_id']).toBe(value?.['id']);
    await api.call('PATCH', `form-submissions/${first.id}`, { answers: { n: 30 } }, MEMBER);
    expect((await valuesOf(here))[0]?.['value']).toBe('34.000000');
    expect((await api.call('DELETE', `form-submissions/${first.id}`, undefined, COORDINATOR)).status).toBe(
      204,
    );
    expect((await valuesOf(here))[0]?.['value']).toBe('4.000000');
    const outside = await send(here.form, { n: 9 }, { submitted_at: '2027-01-01T12:00:00Z' });
    expect(outside.body).toMatchObject({ reporting_period_id: null, indicator_report_id: null });
    expect((await valuesOf(here)).map((one) => one['value'])).toEqual(['4.000000']);
  });

  it('ME-F9: of a locked period are refused, and nothing is written', async () => {
    const here = await feedingScene();
    const { body: first } = await send(here.form, { n: 3 }, { reference: 'A' });
    await api.call('POST', `reporting-periods/${here.period_id}/lock`, { force: true });
    const path = `form-submissions/${first.id}`;
    for (const refused of [
      await send(here.form, { n: 1 }),
      await send(here.form, { comment: 'Feeds nothing.' }),
      await api.call('PATCH', path, { answers: { n: 4 } }),
      await api.call('DELETE', path),
      await api.call('POST', 'form-submissions/bulk', {
        items: [{ form_id: here.form.id, submitted_at: '2026-02-15T12:00:00Z', answers: { n: 2 } }],
      }),
    ]) {
      expect(codeOf(refused)).toEqual([409, 'period-locked']);
    }
    // What was taken before is answered again.
    expect((await send(here.form, { n: 3 }, { reference: 'A' })).status).toBe(200);
    expect([await countOf(here), (await valuesOf(here))[0]?.['value']]).toEqual([1, '3.000000']);
  });

  it('ME-F9: do not overwrite what somebody entered or decided on', async () => {
    const here = await feedingScene();
    const { body: value } = await api.call('POST', 'indicator-reports', {
      indicator_id: here.indicator_id,
      project_id: here.project_id,
      reporting_period_id: here.period_id,
      value: '99',
    });
    expect(codeOf(await send(here.form, { n: 1 }))).toEqual([409, 'value-entered']);
    await api.call('POST', `indicator-reports/${value.id}/submit`, {}, MEMBER);
    const refused = await send(here.form, { n: 1 });
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({
        code: 'value-decided',
        detail: expect.stringContaining('no draft any more; a coordinator reopens it') as string,
      }),
    ]);
    expect([await countOf(here), (await valuesOf(here))[0]?.['value']]).toEqual([0, '99.000000']);
  });

  it('come many at once: all of them or none, found by their references', async () => {
    const here = await feedingScene();
    const items = Array.from({ length: 400 }, (_, index) => ({
      form_id: here.form.id,
      reference: `B-${index}`,
      submitted_at: '2026-02-15T12:00:00Z',
      answers: { n: 1, comment: `Number ${index}` },
    }));
    const bulk = (given: object) => api.call('POST', 'form-submissions/bulk', { items: given }, MEMBER);
    expect((await bulk(items)).body).toMatchObject({ created: 400, updated: 0 });
    expect((await valuesOf(here))[0]?.['value']).toBe('400.000000');
    const changed = items.with(0, { ...items[0], answers: { n: 2 } } as (typeof items)[0]);
    expect((await bulk(changed)).body).toMatchObject({ created: 0, updated: 1, unchanged: 399 });
    expect((await valuesOf(here))[0]?.['value']).toBe('401.000000');
    const broken = await bulk([...items.slice(0, 2), { ...items[2], answers: { n: 'x' } }]);
    expect(faultsOf(broken)).toEqual([
      ['/items/2/answers/n', 'n must be a whole number of at most 15 digits'],
    ]);
  });

  it('come in files with a column for each field', async () => {
    const { form } = await scene();
    const file = (lines: readonly string[]) =>
      api.importFile('form-submissions', lines.join('\n'), { ...MEMBER });
    const head = 'form_code,reference,submitted_at,answers.age,answers.job,answers.needs,answers.income';
    const code = String(form['code']);
    const done = await file([
      head,
      `${code},R1,2026-02-15T12:00:00Z,30,baker,water|cash,0.10`,
      `${code},R2,2026-02-15T12:00:00Z,17,,,`,
    ]);
    expect([done.status, done.body]).toEqual([200, expect.objectContaining({ created: 2, rejected: 0 })]);
    const { items } = (await api.call('GET', `form-submissions?form_id=${form.id}&q=R`)).body;
    const byReference = new Map(items.map((item) => [item['reference'], item['answers']]));
    expect([byReference.get('R1'), byReference.get('R2')]).toEqual([KEPT, { age: 17 }]);
    const whole = await file(['form_code,reference,answers', `${code},R3,"{""age"": 3}"`]);
    expect(whole.body).toMatchObject({ created: 1 });
    const broken = await file([head, `${code},R4,2026-02-15T12:00:00Z,30,,gold,`]);
    expect([broken.status, broken.body.errors]).toEqual([
      422,
      [
        { line: 2, column: 5, detail: 'job is required' },
        { line: 2, column: 6, detail: 'needs must be some of its options: water, food, cash' },
      ],
    ]);
    const twice = await file(['form_code,answers,answers.age', `${code},{},3`]);
    expect(twice.body.errors).toEqual([{ line: 1, column: 3, detail: '"answers.age" stands twice' }]);
  });

  it('come in workbooks, whatever their cells are typed as', async () => {
    const { form } = await scene([...FIELDS, { name: 'since', label: 'Since', type: 'date' }]);
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Answers');
    const names = ['adult', 'age', 'job', 'income', 'since'];
    sheet.addRow(['form_code', 'reference', ...names.map((name) => `answers.${name}`)]);
    sheet.addRow([form['code'], 4711, true, 30, 12, 0.1 + 0.2, new Date('2026-01-31T00:00:00Z')]);
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const done = await api.importFile('form-submissions', bytes, { ...MEMBER, type });
    expect(done.body).toMatchObject({ created: 1, rejected: 0 });
    const { items } = (await api.call('GET', `form-submissions?form_id=${form.id}`)).body;
    expect(items).toMatchObject([
      {
        reference: '4711',
        answers: { adult: true, age: 30, job: '12', income: '0.3', since: '2026-01-31', double: '0.6' },
      },
    ]);
  });

  it('stay with their form, and are seen by those of their project and organization', async () => {
    const here = await scene();
    const other = await scene();
    const { body } = await send(here.form, ADULT);
    const path = `form-submissions/${body.id}`;
    expect(faultsOf(await api.call('PATCH', path, { form_id: other.form.id, answers: { age: 1 } }))).toEqual([
      ['/form_id', 'form_id cannot be changed'],
    ]);
    const elsewhere = { ...MEMBER, projects: [other.project_id] };
    expect((await api.call('GET', path, undefined, elsewhere)).status).toBe(404);
    expect((await send(here.form, ADULT, {}, elsewhere)).status).toBe(422);
    expect((await api.call('GET', path, undefined, { org: 'rival' })).status).toBe(404);
    expect((await send(here.form, ADULT, {}, { ...MEMBER, roles: ['peer_mentor'] })).status).toBe(403);
    const own = { ...MEMBER, projects: [here.project_id] };
    expect((await send(here.form, ADULT, {}, own)).status).toBe(201);
  });
});
