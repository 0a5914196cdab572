import { randomUUID } from 'node:crypto';
import { energyRecords } from '@galley/pack-energy/records';
import ExcelJS from 'exceljs';
import { DataService, type HttpAnswer, type TokenWishes } from '../../../test/support/data-service.js';
import { exampleBody } from '../../records/http/record-examples.js';
import { recordCatalog } from '../../records/records.module.js';
import { RecordCatalog } from '../../records/shape/record-catalog.js';
import type { RecordImportResult } from './http/record-import-resources.js';

const catalog = new RecordCatalog(energyRecords);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Page {
  readonly items: readonly Readonly<Record<string, string>>[];
  readonly total: number;
}

type Imported = HttpAnswer<RecordImportResult & { readonly code?: string; readonly detail?: string }>;

describe('the import of records', () => {
  let service: DataService;

  beforeAll(async () => {
    service = await DataService.start();
    await service.organization('demo', [], 'UTC');
    await service.organization('rival', [], 'UTC');
    for (const name of ['projects', 'contracts', 'meters']) {
      const shape = catalog.of(`energy.${name}`);
      const { status } = await service.json('POST', `/api/energy/${name}`, { body: exampleBody(shape) });
      expect(status).toBe(201);
    }
  });
  afterAll(() => service?.stop());
  beforeEach(() => service.admin.query('truncate energy.meter_reading, energy.meter_day, energy.expense'));

  async function send(
    entity: string,
    body: string | Uint8Array,
    { query = '', type = 'text/csv', headers = {}, ...token }: SendOptions = {},
  ): Promise<Imported> {
    const response = await fetch(`${service.url}/api/imports/energy.${entity}${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await service.token(token)}`, 'content-type': type, ...headers },
      body: body as unknown as string,
    });
    return {
      status: response.status,
      body: (await response.json()) as Imported['body'],
      headers: response.headers,
    };
  }

  const list = async (path: string): Promise<Page> =>
    (await service.json<Page>('GET', `/api/energy/${path}`)).body;
  const readings = (rows: readonly string[]): string =>
    ['meter_code,starts_at,duration_s,energy_kwh', ...rows].join('\r\n');

  it('finds records by their natural keys: creates, changes, leaves alone', async () => {
    const rows = [
      'SUNFIELD-M1,2026-06-01T00:00:00Z,3600,10.5',
      'SUNFIELD-M1,2026-06-01T01:00:00Z,3600,11',
      'SUNFIELD-M1,2026-06-01T02:00:00Z,3600,12',
    ];
    const first = await send('meter-readings', readings(rows));
    expect(first).toMatchObject({ status: 200, body: { accepted: 3, rejected: 0, created: 3, errors: [] } });
    rows[1] = 'SUNFIELD-M1,2026-06-01T03:00:00+02:00,3600,99.25';
    const again = await send('meter-readings', readings(rows));
    expect(again.body).toMatchObject({ accepted: 3, created: 0, updated: 1, unchanged: 2 });
    const { items } = await list('meter-readings?meter_code=SUNFIELD-M1');
    expect(items.map(({ energy_kwh, ends_at }) => [energy_kwh, ends_at])).toEqual([
      ['10.500000', '2026-06-01T01:00:00.000Z'],
      ['99.250000', '2026-06-01T02:00:00.000Z'],
      ['12.000000', '2026-06-01T03:00:00.000Z'],
    ]);
    // America/Chicago: the hours belong to the evening before.
    const days = await list('meter-days');
    expect(days.items.map(({ day, metered_kwh }) => [day, metered_kwh])).toEqual([
      ['2026-05-31', '121.750000'],
    ]);
  });

  it('names line and column of every fault, whatever line breaks stand in quotes, and writes nothing', async () => {
    const file = [
      'project_code,period,category,currency,description,actual',
      '"SUNFIELD",2026-06-01,O&M,USD,"two\r\nlines",12.50',
      '',
      'SUNFIELD,2026-06-02,O&M,USD,,1',
      'NOWHERE,2026-06-01,O&M,USD,"three\nmore\nlines",1',
      'SUNFIELD,2026-06-01,Rent,usd,,12.505',
      'SUNFIELD,2026-06-01,O&M,USD,again,7',
      'SUNFIELD,2026-06-01,Land,USD',
    ].join('\r\n');
    const answer = await send('expenses', file);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'import-rejected', accepted: 0, rejected: 4 });
    expect(answer.body.errors).toEqual([
      { line: 5, column: 2, detail: 'period must be the first day of a month' },
      { line: 9, column: 4, detail: 'currency must be the three letters of ISO 4217, such as USD' },
      { line: 9, column: 6, detail: 'actual must have at most 2 decimals' },
      { line: 6, column: 1, detail: 'there is no project "NOWHERE"' },
      { line: 10, column: null, detail: 'has the same key as line 2' },
    ]);
    expect((await list('expenses')).total).toBe(0);

    const partial = await send('expenses', file, { query: '?mode=partial' });
    expect(partial).toMatchObject({ status: 200, body: { accepted: 2, rejected: 4, created: 2 } });
    expect((await list('expenses?sort=category')).items.map(({ category }) => category)).toEqual([
      'Land',
      'O&M',
    ]);
  });

  it('tries without writing', async () => {
    const answer = await send('meter-readings', readings(['SUNFIELD-M1,2026-06-01T00:00:00Z,3600,10.5']), {
      query: '?dry_run=true',
    });
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1, created: 1, rejected: 0 } });
    expect((await list('meter-readings')).total).toBe(0);
    const faulty = await send('meter-readings', readings(['SUNFIELD-M9,2026-06-01T00:00:00Z,3600,10.5']), {
      query: '?dry_run=true',
    });
    expect(faulty).toMatchObject({ status: 200, body: { accepted: 0, rejected: 1 } });
    expect(faulty.body.errors).toEqual([{ line: 2, column: 1, detail: 'there is no meter "SUNFIELD-M9"' }]);
  });

  it('refuses readings that overlap, naming the line', async () => {
    const rows = [
      'SUNFIELD-M1,2026-06-01T00:00:00Z,3600,1',
      'SUNFIELD-M1,2026-06-01T00:30:00Z,3600,2',
      'SUNFIELD-M1,2026-06-01T02:00:00Z,3600,3',
    ];
    const answer = await send('meter-readings', readings(rows));
    expect(answer.body).toMatchObject({
      rejected: 1,
      errors: [{ line: 3, column: 2, detail: 'starts_at is within another reading of the meter' }],
    });
    expect(await send('meter-readings', readings([rows[0] ?? '', rows[2] ?? '']))).toMatchObject({
      status: 200,
    });
    const late = await send('meter-readings', readings(['SUNFIELD-M1,2026-05-31T23:30:00Z,7200,4']));
    expect(late.body.errors).toEqual([
      { line: 2, column: 2, detail: 'starts_at is within another reading of the meter' },
    ]);
  });

  it('understands semicolons, decimal commas, byte order marks and local times; a time shown twice is refused', async () => {
    const file =
      '\ufeffMeter;starts_at;ends_at;energy_kwh\n' +
      'SUNFIELD-M1;2026-03-08 01:00;2026-03-08 03:00;1.234,5\n' +
      'SUNFIELD-M1;2026-06-30 00:00;2026-07-01 00:00;0,25\n';
    const answer = await send('meter-readings', file, { query: '?timezone=America/Chicago' });
    expect(answer).toMatchObject({ status: 200, body: { accepted: 2 } });
    const { items } = await list('meter-readings');
    expect(items.map(({ starts_at, ends_at, energy_kwh }) => [starts_at, ends_at, energy_kwh])).toEqual([
      // One hour: the clocks skip from two to three.
      ['2026-03-08T07:00:00.000Z', '2026-03-08T08:00:00.000Z', '1234.500000'],
      ['2026-06-30T05:00:00.000Z', '2026-07-01T05:00:00.000Z', '0.250000'],
    ]);
    const twice = 'meter_code;starts_at;duration_s;energy_kwh\nSUNFIELD-M1;2026-11-01 01:30;900;1';
    const refused = await send('meter-readings', twice, { query: '?timezone=America/Chicago' });
    expect(refused.body.errors).toMatchObject([
      { line: 2, column: 2, detail: expect.stringContaining('show once') },
    ]);
  });

  it('takes rows with one key for one invoice with several lines and payments', async () => {
    const head =
      'project_code,direction,counterparty,invoice_no,invoice_date,due_date,currency,subtotal,total';
    const own = 'SUNFIELD,received,Helios,H-1,2026-06-01,2026-06-30,USD,30.00,30.00';
    const file = [
      `${head},line_no,line_description,line_amount,payment_reference,payment_paid_on,payment_amount`,
      `${own},1,First,10.00,P-1,2026-06-20,12.00`,
      `,,,,,,,,,2,Second,20.00,P-2,2026-06-25,18.00`,
      `${own.replace('H-1', 'H-2')},1,Only,30.00,,,`,
    ].join('\n');
    expect((await send('invoices', file)).body).toMatchObject({ accepted: 2, created: 2 });
    const { items } = await list('invoices?invoice_no=H-1');
    const { body } = await service.json('GET', `/api/energy/invoices/${items[0]?.id}`);
    expect(body).toMatchObject({
      lines: [
        { line_no: 1, description: 'First', amount: '10.00' },
        { line_no: 2, description: 'Second', amount: '20.00' },
      ],
      payments: [{ reference: 'P-1' }, { reference: 'P-2', amount: '18.00' }],
    });
    const faulty = file
      .replace('2,Second,20.00', '2,Second,twenty')
      .replace('30.00,30.00,1,Only', '30.00,31.00,1,Only');
    const refused = await send('invoices', faulty);
    expect(refused.body.errors).toEqual([
      { line: 3, column: 12, detail: 'amount must be a decimal number, as a text such as "12.50"' },
      { line: 4, column: 9, detail: 'total must be subtotal and tax' },
    ]);
  });

  it('reads workbooks: typed cells, days, formulas by their value', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Expenses');
    sheet.addRow(['Project', 'Month', 'Category', 'Currency', 'budget', 'actual', 'vendor']);
    sheet.addRow([
      'SUNFIELD',
      new Date('2026-06-01T00:00:00Z'),
      'O&M',
      'USD',
      42000,
      { formula: '0.1+0.2', result: 0.1 + 0.2 },
      4711,
    ]);
    sheet.addRow([]);
    sheet.addRow(['SUNFIELD', '2026-06-01', 'Rent', 'USD', 'many', 1]);
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
    const refused = await send('expenses', bytes, { type: XLSX, query: '?mode=partial' });
    expect(refused.body).toMatchObject({ accepted: 1, rejected: 1 });
    expect(refused.body.errors).toMatchObject([{ line: 4, column: 5 }]);
    expect((await list('expenses')).items).toMatchObject([
      { period: '2026-06-01', budget: '42000.00', actual: '0.30', vendor: '4711' },
    ]);
    const broken = await send('expenses', bytes.subarray(0, 2000), { type: XLSX });
    expect(broken).toMatchObject({ status: 422, body: { code: 'import-rejected' } });
    const noWorkbook = await send('expenses', 'project_code', { type: XLSX });
    expect(noWorkbook).toMatchObject({ status: 422, body: { code: 'import-rejected' } });
  });

  it('reads NDJSON, children and all', async () => {
    const shape = catalog.of('energy.invoices');
    const lines = [JSON.stringify(exampleBody(shape)), '', '{"invoice_no": 1, "no_such": 2}', 'no json'];
    const answer = await send('invoices', lines.join('\n'), {
      type: 'application/x-ndjson',
      query: '?mode=partial',
    });
    expect(answer.body).toMatchObject({ accepted: 1, rejected: 2 });
    expect(answer.body.errors).toContainEqual({ line: 4, column: null, detail: 'is no JSON object' });
    expect(answer.body.errors).toContainEqual({ line: 3, column: null, detail: 'no_such is no field of it' });
  });

  it.each([
    ['an unknown heading', 'project_code,colour\nSUNFIELD,red', 'column 2'],
    ['a heading twice', 'code,name,Code\nA,B,C', 'twice'],
    ['a missing column', 'name\nB', 'the column code is missing'],
    ['nothing', '', 'empty'],
    ['a heading only', 'code,name\n', 'no records'],
    ['bytes that are no UTF-8', Uint8Array.from([0x63, 0x6f, 0x64, 0x65, 0xff, 0x0a]), 'UTF-8'],
    ['a quote that nobody closes', 'code,name\n"A,B', 'quote'],
  ])('refuses %s', async (_what, file, detail) => {
    const answer = await send('projects', file);
    expect(answer).toMatchObject({ status: 422, body: { code: 'import-rejected' } });
    expect(JSON.stringify(answer.body).replaceAll('"column":', 'column ')).toContain(detail);
  });

  it('belongs to the organization: another’s meters are not there, and a member without the right is refused', async () => {
    const file = readings(['SUNFIELD-M1,2026-06-01T00:00:00Z,3600,10.5']);
    const foreign = await send('meter-readings', file, { org: 'rival' });
    expect(foreign.body.errors).toEqual([{ line: 2, column: 1, detail: 'there is no meter "SUNFIELD-M1"' }]);
    const confined = await send('meter-readings', file, { roles: ['coordinator'], projects: [randomUUID()] });
    expect(confined.body.errors).toEqual(foreign.body.errors);
    expect((await send('meter-readings', file, { roles: ['member'] })).status).toBe(403);
    expect((await send('meter-readings', '{}', { type: 'application/json' })).status).toBe(415);
    expect((await send('meter-readings', file, { type: 'text/plain' })).status).toBe(415);
  });

  it('answers a repeated Idempotency-Key with the first answer, and refuses it for another file', async () => {
    const sub = '0199aaaa-0000-7000-8000-000000000001';
    const file = readings(['SUNFIELD-M1,2026-06-01T00:00:00Z,3600,10.5']);
    const headers = { 'idempotency-key': 'june' };
    const first = await send('meter-readings', file, { headers, sub });
    const again = await send('meter-readings', file, { headers, sub });
    expect([again.status, again.body, again.headers.get('idempotency-replayed')]).toEqual([
      200,
      first.body,
      'true',
    ]);
    const other = await send('meter-readings', `${file}\r\n`, { headers, sub });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reuse' } });
  });

  it('offers every entity, with a template that it takes itself', async () => {
    const { body } = await service.json<{ items: { entity: string; columns: { name: string }[] }[] }>(
      'GET',
      '/api/imports',
    );
    expect(body.items.map(({ entity }) => entity)).toEqual([
      ...recordCatalog.all.map(({ full_name }) => full_name),
      'ubl-document',
    ]);
    const template = await service.request('GET', '/api/imports/energy.projects/template');
    expect(await template.text()).toBe('code,name,country,timezone,is_active\r\n');
    expect(template.headers.get('content-disposition')).toContain('energy.projects.csv');
    const book = await service.request('GET', '/api/imports/energy.meter-readings/template?format=xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await book.arrayBuffer());
    expect(workbook.worksheets[0]?.getRow(1).values).toEqual([
      undefined,
      'meter_code',
      'starts_at',
      'ends_at',
      'duration_s',
      'energy_kwh',
      'register_kwh',
      'quality',
    ]);
  });

  it('takes years of real readings, days of 23 and 25 hours among them', async () => {
    await service.load('energy_given');
    const { rows } = await service.admin.query<{ nominal: string; real: string }>(`
      select concat_ws(',', 'SUNFIELD-M1', at, duration_s, value) as nominal,
        concat_ws(',', 'SUNFIELD-M1', at, coalesce(extract(epoch from next_at - start_at)::integer, duration_s), value) as real
      from (
        select r.*, lead(start_at) over (order by start_at) as next_at,
          to_char(start_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
        from energy_given.meter_reading r join energy_given.meter m on m.id = r.meter_id
        where m.code = 'IL-E-DAILY' and value is not null) given
      order by start_at`);
    const file = (kind: 'nominal' | 'real') =>
      [
        'meter_code,starts_at,duration_s,energy_kwh',
        ...rows.map((row) => row[kind]).filter((row) => kind === 'nominal' || !row.endsWith('NaN')),
      ].join('\n');
    // The source says 24 hours of every day: in spring the day ends an hour after the next has begun. Its last day is NaN.
    const lines = file('nominal').split('\n');
    const nominal = await send('meter-readings', file('nominal'), { query: '?dry_run=true' });
    expect(nominal.body.errors.map(({ line }) => lines[(line ?? 0) - 1]?.slice(12, 32))).toEqual([
      '2018-02-08T06:00:00Z',
      '2016-03-14T05:00:00Z',
      '2017-03-13T05:00:00Z',
    ]);
    const real = await send('meter-readings', file('real'));
    expect(real.body).toMatchObject({ accepted: 809, created: 809, rejected: 0 });
    const { rows: days } = await service.admin.query(`
      select count(*)::integer as days, sum(metered_kwh) = (
        select sum(value) from energy_given.meter_reading where meter_id = 1 and value <> 'NaN') as same,
        count(*) filter (where interval_count <> 1)::integer as ragged
      from energy.meter_day`);
    // Every reading makes one local day of its own.
    expect(days).toEqual([{ days: 809, same: true, ragged: 0 }]);
    const short = await list(
      'meter-readings?starts_at[gte]=2016-03-13T06:00:00Z&starts_at[lt]=2016-03-13T07:00:00Z',
    );
    expect(short.items).toMatchObject([{ ends_at: '2016-03-14T05:00:00.000Z', energy_kwh: '9.800000' }]);
  });

  it('takes tens of thousands of readings without holding them', async () => {
    const hours = 30_000;
    const lines = ['meter_code,starts_at,duration_s,energy_kwh'];
    const start = Date.parse('2010-01-01T00:00:00Z');
    for (let hour = 0; hour < hours; hour++) {
      lines.push(`SUNFIELD-M1,${new Date(start + hour * 3_600_000).toISOString()},3600,${hour % 97}.25`);
    }
    const file = lines.join('\n');
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
    const answer = await send('meter-readings', file);
    clearInterval(watch);
    expect(answer.body).toMatchObject({ accepted: hours, created: hours });
    expect(peak - before).toBeLessThan(150_000_000);
  }, 90_000);
});

interface SendOptions extends TokenWishes {
  readonly query?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
