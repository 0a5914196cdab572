import { Readable } from 'node:stream';
import {
  ControlTotals,
  DATASET_MEDIA,
  openDatasetStream,
  type Dataset,
  type TotalRequest,
} from '@galley/dataset';
import { DataService } from './support/data-service.js';

const units = ['T01', 'T02', 'T03'];
const totals = [
  { column: 'amount', aggregate: 'sum' },
  { column: 'amount', aggregate: 'avg', as: 'mean' },
  { column: 'amount', aggregate: 'count', as: 'lines' },
  { column: 'vendor', aggregate: 'count_distinct', as: 'vendors' },
  { column: 'amount', aggregate: 'max', as: 'largest' },
];

/** T01[100.10,200.20] T02[50.05] T03[]: the figures of CA-FAN-1. */
const schema = (name: string, rows: string): string => `
  create schema ${name};
  create table ${name}.invoice (no int, vendor text, amount numeric(14,2), issued_at timestamptz);
  insert into ${name}.invoice select * from (values ${rows}) as v(no, vendor, amount, issued_at) where no > 0;
  create view ${name}.v_invoice as select no, vendor, amount from ${name}.invoice;
  create function ${name}.fn_invoice(p_min numeric) returns table(no int, vendor text, amount numeric)
    language sql stable as $$ select no, vendor, amount from ${name}.invoice where amount >= p_min order by no $$;
  create procedure ${name}.sp_invoice(p_min numeric, inout rs refcursor) language plpgsql as $$
    begin open rs for select no, vendor, amount from ${name}.invoice where amount >= p_min order by no; end $$;`;

describe('a dataset over several business units', () => {
  let service: DataService;
  const read = (body: Record<string, unknown>) =>
    service.execute({ name: 'invoices', bu_codes: units, ...body });

  /** Reads the streamed forms as renderers do: rows and totals must agree, currency by currency. */
  const addUpAgain = async (body: Record<string, unknown>): Promise<void> => {
    const answer = (accept: string) =>
      service.request('POST', '/api/datasets/execute', { body, headers: { accept } });
    const lines = (await (await answer(DATASET_MEDIA.ndjson)).text()).split('\n');
    const response = await answer(DATASET_MEDIA.rows);
    const bytes = Buffer.from(await response.arrayBuffer());
    const stream = await openDatasetStream(Readable.from([bytes]));
    expect(JSON.parse(lines[0] ?? '')).toEqual(stream.header);
    const control = new ControlTotals(stream.header, totals as readonly TotalRequest[]);
    for await (const batch of stream.batches()) control.add(batch);
    control.verify(stream.trailer());
    expect(control.figure('amount')).toEqual({ THB: '300.30', USD: '50.05' });
  };

  beforeAll(async () => {
    service = await DataService.start();
    await service.admin.query(schema('bu_t01', `(1, 'Åse', 100.10, now()), (2, 'Bo', 200.20, now())`));
    await service.admin.query(schema('bu_t02', `(3, 'Bo', 50.05, now())`));
    await service.admin.query(schema('bu_t03', `(0, null, null::numeric, now())`));
    await service.organization(
      'demo',
      units.map((code) => ({
        code,
        schema: `bu_${code.toLowerCase()}`,
        currency: 'THB',
        max_connections: 1,
      })),
    );
    await service.organization('rival', [{ code: 'R01', schema: 'bu_t01' }]);
    const params = { params: [{ filter: 'min', type: 'numeric', nullable: false, default: 0 }] };
    await service.source({ name: 'invoices', source_type: 'view', source_name: 'v_invoice' });
    await service.source({
      name: 'from_function',
      source_type: 'function',
      source_name: 'fn_invoice',
      source_params: params,
    });
    await service.source({
      name: 'from_procedure',
      source_type: 'procedure',
      source_name: 'sp_invoice',
      source_params: params,
    });
  }, 180_000);
  afterAll(() => service.stop());

  it.each(['invoices', 'from_function', 'from_procedure'])(
    'adds up %s exactly, whatever the kind of source',
    async (name) => {
      const { status, body } = await read({ name, totals });
      expect(status).toBe(200);
      expect(body.rows.map(({ bu_code, amount }) => [bu_code, amount])).toEqual([
        ['T01', '100.10'],
        ['T01', '200.20'],
        ['T02', '50.05'],
      ]);
      expect(body.totals).toMatchObject({ amount: '350.35', lines: 3, vendors: 2, largest: '200.20' });
      expect(String(body.totals.mean)).toMatch(/^116\.78/);
      expect(
        body.summary.units.map(({ bu_code, status: state, row_count }) => [bu_code, state, row_count]),
      ).toEqual([
        ['T01', 'ok', 2],
        ['T02', 'ok', 1],
        ['T03', 'ok', 0],
      ]);
    },
  );

  it('rounds an average to the digits that its column declares', async () => {
    const { body } = await read({ totals });
    expect(body.totals.mean).toBe('116.78');
  });

  it('reads a unit named twice once', async () => {
    const { body } = await read({ bu_codes: ['T02', 'T02', 'T01'], totals });
    expect(body.summary.bu_codes).toEqual(['T02', 'T01']);
    expect(body.totals.amount).toBe('350.35');
  });

  it.each(['invoices', 'from_function', 'from_procedure'])(
    'orders rows of %s over all units',
    async (name) => {
      const { body } = await read({ name, order_by: [{ column: 'amount', direction: 'desc' }] });
      expect(body.rows.map(({ amount }) => amount)).toEqual(['200.20', '100.10', '50.05']);
      const byVendor = await read({
        name,
        order_by: [{ column: 'vendor' }, { column: 'no', direction: 'desc' }],
        columns: ['no'],
      });
      expect(byVendor.body.rows).toEqual([
        { bu_code: 'T01', no: 1 },
        { bu_code: 'T02', no: 3 },
        { bu_code: 'T01', no: 2 },
      ]);
    },
  );

  it('orders by the unit itself', async () => {
    const { body } = await read({
      order_by: [
        { column: 'bu_code', direction: 'desc' },
        { column: 'no', direction: 'desc' },
      ],
    });
    expect(body.rows.map(({ no }) => no)).toEqual([3, 2, 1]);
  });

  it.each(['invoices', 'from_procedure'])(
    'pages over all units of %s and still adds up everything',
    async (name) => {
      const page = async (offset: number, order: unknown[]): Promise<Dataset> =>
        (await read({ name, totals, limit: 1, offset, order_by: order })).body;
      for (const order of [[], [{ column: 'no' }]]) {
        const pages = [
          await page(0, order),
          await page(1, order),
          await page(2, order),
          await page(3, order),
        ];
        expect(pages.map(({ rows }) => rows.map(({ no }) => no))).toEqual([[1], [2], [3], []]);
        expect(pages.map(({ summary }) => summary.truncated)).toEqual([true, true, false, false]);
        expect(pages.every((one) => one.totals.amount === '350.35')).toBe(true);
      }
    },
  );

  it.each(['invoices', 'from_function', 'from_procedure'])(
    'groups rows of %s over all units',
    async (name) => {
      const { body } = await read({ name, totals: totals.slice(0, 1), group_by: ['vendor'], limit: 0 });
      expect(body.groups).toEqual([
        { key: { vendor: 'Åse' }, totals: { amount: '100.10' }, row_count: 1 },
        { key: { vendor: 'Bo' }, totals: { amount: '250.25' }, row_count: 2 },
      ]);
      const byUnit = await read({ name, group_by: ['bu_code'], limit: 0 });
      expect(byUnit.body.groups.map(({ key, row_count }) => [key.bu_code, row_count])).toEqual([
        ['T01', 2],
        ['T02', 1],
      ]);
    },
  );

  it('keeps money of different currencies apart', async () => {
    await service.admin.query(`update platform.business_unit set currency = 'USD' where code = 'T02'`);
    await service.source({
      name: 'money',
      source_type: 'view',
      source_name: 'v_invoice',
      columns: [{ name: 'amount', format: 'money' }],
    });
    try {
      const request = { name: 'money', bu_codes: units, totals, group_by: ['vendor'] };
      const { body } = await read(request);
      expect(body.currencies).toEqual({ T01: 'THB', T02: 'USD', T03: 'THB' });
      expect(body.totals).toMatchObject({ amount: { THB: '300.30', USD: '50.05' }, lines: 3 });
      expect(body.groups[1]?.totals.amount).toEqual({ THB: '200.20', USD: '50.05' });
      await addUpAgain(request);
      const plain = await read({ totals });
      expect(plain.body.totals.amount).toBe('350.35');
    } finally {
      await service.admin.query(`update platform.business_unit set currency = 'THB'`);
    }
  });

  it('joins columns that only some units have', async () => {
    await service.admin.query(`create view bu_t01.v_note as select no, 'x'::text as note from bu_t01.invoice;
      create view bu_t02.v_note as select no::bigint as no, amount from bu_t02.invoice`);
    await service.source({ name: 'notes', source_type: 'view', source_name: 'v_note' });
    const { body } = await read({
      name: 'notes',
      bu_codes: ['T01', 'T02'],
      filters: { no: { gte: 2 } },
      totals: [{ column: 'amount', aggregate: 'sum' }],
    });
    expect(body.rows).toEqual([
      { bu_code: 'T01', no: 2, note: 'x', amount: null },
      { bu_code: 'T02', no: 3, note: null, amount: '50.05' },
    ]);
    expect(body.totals.amount).toBe('50.05');
  });

  it('refuses columns of one name and different types', async () => {
    await service.admin.query(
      `create view bu_t01.v_clash as select 1 as x; create view bu_t02.v_clash as select 'a'::text as x`,
    );
    await service.source({ name: 'clash', source_type: 'view', source_name: 'v_clash' });
    const problem = await service.problem({ name: 'clash', bu_codes: ['T01', 'T02'] });
    expect([problem.status, problem.code]).toEqual([422, 'column-conflict']);
    expect(problem.detail).toMatch(/T01 .*T02/);
  });

  describe('of which one fails', () => {
    beforeAll(async () => {
      await service.admin.query(`create view bu_t01.v_odd as select no, amount from bu_t01.invoice;
        create view bu_t02.v_odd as select no, amount / 0 as amount from bu_t02.invoice`);
      await service.source({ name: 'odd', source_type: 'view', source_name: 'v_odd' });
    });

    it.each([{}, { order_by: [{ column: 'amount' }] }])(
      'fails whole and names the unit (%j)',
      async (more) => {
        const problem = await service.problem({ name: 'odd', bu_codes: ['T01', 'T02'], ...more });
        expect([problem.status, problem.code]).toEqual([422, 'source-failed']);
        expect(problem.detail).toBe('Source "odd" in business unit T02 failed: division by zero.');
      },
    );

    it.each([{}, { order_by: [{ column: 'amount' }] }])(
      'names it in the summary where partial answers are wanted (%j)',
      async (more) => {
        const body = (
          await read({ name: 'odd', on_unit_failure: 'partial', totals: totals.slice(0, 1), ...more })
        ).body;
        expect(body.totals.amount).toBe('300.30');
        expect(body.summary.row_count).toBe(2);
        expect(body.summary.units.map(({ status, problem }) => [status, problem?.code])).toEqual([
          ['ok', undefined],
          ['failed', 'source-failed'],
          ['failed', 'binding-drift'],
        ]);
        expect(body.summary.warnings.some((warning) => warning.includes('T02'))).toBe(true);
      },
    );

    it('is no dataset when none is left', async () => {
      const problem = await service.problem({
        name: 'odd',
        bu_codes: ['T02', 'T03'],
        on_unit_failure: 'partial',
      });
      expect([problem.status, problem.code]).toEqual([422, 'source-failed']);
    });
  });

  it.each([
    [['T01', 'NOPE'], {}, 404, 'bu-not-found'],
    [['R01'], {}, 404, 'bu-not-found'],
    [['T01', 'T02'], { bus: ['T01'] }, 403, 'bu-not-allowed'],
    [[], {}, 400, 'bu-required'],
    [undefined, {}, 400, 'bu-required'],
  ])('answers units %j of a caller %j with %i', async (bu_codes, token, status, code) => {
    const problem = await service.problem({ name: 'invoices', bu_codes }, token);
    expect([problem.status, problem.code]).toEqual([status, code]);
  });

  it("does not know another organization's sources", async () => {
    const problem = await service.problem({ name: 'invoices', bu_codes: ['R01'] }, { org: 'rival' });
    expect([problem.status, problem.code]).toEqual([404, 'source-not-found']);
  });

  it('shares single connections between simultaneous requests in any order of units', async () => {
    const orders = [units, units.toReversed(), ['T02', 'T01', 'T03']];
    const answers = await Promise.all(
      Array.from({ length: 18 }, (_, index) =>
        read({
          bu_codes: orders[index % 3],
          totals: totals.slice(0, 1),
          ...(index % 2 ? { order_by: [{ column: 'no' }] } : {}),
        }),
      ),
    );
    expect(answers.map(({ body }) => body.totals?.amount)).toEqual(answers.map(() => '350.35'));
  });
});
