import { DataService } from './support/data-service.js';

const deep = (levels: number): unknown => (levels === 0 ? { name: 'x' } : { NOT: deep(levels - 1) });

/** Body, status and code. `name` and `bu_codes` are right unless the body says otherwise. */
const HOSTILE: readonly [string, Record<string, unknown>, number, string][] = [
  ['no source', { name: undefined }, 422, 'invalid'],
  ['two sources', { builder_key: 'procurement.vendor_spend' }, 422, 'invalid'],
  ['an unknown source', { name: 'nope' }, 404, 'source-not-found'],
  ['SQL for a source', { name: 'v_things"; drop table bu.thing; --' }, 404, 'source-not-found'],
  ['an unknown builder', { name: undefined, builder_key: '__proto__' }, 404, 'source-not-found'],
  ['an unknown field', { schema: 'pg_catalog' }, 422, 'invalid'],
  ['units of a wrong type', { bu_codes: 'T01' }, 422, 'invalid'],
  ['units that are objects', { bu_codes: [{ code: 'T01' }] }, 422, 'invalid'],
  ['SQL for a unit', { bu_codes: ["T01' or '1'='1"] }, 404, 'bu-not-found'],
  ['filters that are a list', { filters: [] }, 422, 'invalid'],
  ['filters that are a text', { filters: '1=1' }, 422, 'invalid'],
  ['an unknown column', { filters: { password: 'x' } }, 422, 'unknown-filter'],
  ['SQL for a column', { filters: { '"name" is not null or "name"': 'x' } }, 422, 'unknown-filter'],
  ['a column of the system', { filters: { ctid: '(0,1)' } }, 422, 'unknown-filter'],
  ['a key of the prototype', { filters: { constructor: 'x' } }, 400, 'malformed-request'],
  ['a method for an operator', { filters: { name: { hasOwnProperty: 'x' } } }, 422, 'filter-invalid'],
  ['an unknown operator', { filters: { name: { regex: '.*' } } }, 422, 'filter-invalid'],
  ['a text for a number', { filters: { n: '1 or 1=1' } }, 422, 'filter-invalid'],
  ['a number past its type', { filters: { n: '99999999999999999999' } }, 422, 'filter-invalid'],
  ['a number past double', { filters: { n: 1e300 } }, 422, 'filter-invalid'],
  ['an object for a value', { filters: { name: { equals: { $gt: '' } } } }, 422, 'filter-invalid'],
  ['a list in a list', { filters: { n: [[1]] } }, 422, 'filter-invalid'],
  ['an impossible date', { filters: { day: '2026-02-30' } }, 422, 'filter-invalid'],
  ['a date of words', { filters: { day: 'yesterday; select 1' } }, 422, 'filter-invalid'],
  ['an infinite moment', { filters: { at: { gt: 'infinity' } } }, 422, 'filter-invalid'],
  ['a bad UUID', { filters: { id: "x' or true" } }, 422, 'filter-invalid'],
  ['a yes for a boolean', { filters: { is_open: 'yes' } }, 422, 'filter-invalid'],
  ['a comparison of documents', { filters: { data: { equals: '{}' } } }, 422, 'filter-invalid'],
  ['filters nested too deep', { filters: deep(8) }, 422, 'filter-invalid'],
  [
    'too many conditions',
    { filters: { OR: Array.from({ length: 60 }, () => ({ n: 1 })) } },
    422,
    'filter-invalid',
  ],
  ['too many values', { filters: { n: Array.from({ length: 1500 }, (_, n) => n) } }, 422, 'filter-invalid'],
  ['a text too long', { filters: { name: 'x'.repeat(20_000) } }, 422, 'filter-invalid'],
  ['parameters of a view', { params: { p: 1 } }, 422, 'parameter-invalid'],
  ['an unknown column to show', { columns: ['name', 'secret'] }, 422, 'dataset-request-invalid'],
  ['a column shown twice', { columns: ['name', 'name'] }, 422, 'dataset-request-invalid'],
  ['SQL to show', { columns: ['1; select version()'] }, 422, 'dataset-request-invalid'],
  ['an unknown order', { order_by: [{ column: 'secret' }] }, 422, 'dataset-request-invalid'],
  ['an order of documents', { order_by: [{ column: 'data' }] }, 422, 'dataset-request-invalid'],
  [
    'SQL for a direction',
    { order_by: [{ column: 'name', direction: 'asc; drop table bu.thing' }] },
    422,
    'invalid',
  ],
  ['an order without column', { order_by: [{}] }, 422, 'invalid'],
  ['an unknown group', { group_by: ['secret'] }, 422, 'dataset-request-invalid'],
  ['a sum of texts', { totals: [{ column: 'name', aggregate: 'sum' }] }, 422, 'dataset-request-invalid'],
  [
    'an order of booleans as extreme',
    { totals: [{ column: 'is_open', aggregate: 'max' }] },
    422,
    'dataset-request-invalid',
  ],
  ['an unknown aggregate', { totals: [{ column: 'n', aggregate: 'array_agg' }] }, 422, 'invalid'],
  [
    'two totals of one name',
    {
      totals: [
        { column: 'n', aggregate: 'sum' },
        { column: 'n', aggregate: 'avg' },
      ],
    },
    422,
    'dataset-request-invalid',
  ],
  ['a negative limit', { limit: -1 }, 422, 'invalid'],
  ['a broken limit', { limit: 1.5 }, 422, 'invalid'],
  ['SQL for a limit', { limit: '1; drop table bu.thing' }, 422, 'invalid'],
  ['an enormous offset', { offset: 1e18 }, 422, 'invalid'],
  ['an unknown zone', { timezone: 'Mars/Olympus' }, 422, 'invalid'],
  ['SQL for a zone', { timezone: "UTC'; drop table bu.thing; --" }, 422, 'invalid'],
  ['an offset for a zone', { timezone: '+07:00' }, 422, 'invalid'],
  ['an unknown policy', { on_unit_failure: 'ignore' }, 422, 'invalid'],
  ['a missing parameter', { name: 'fn' }, 422, 'parameter-missing'],
  ['a parameter of a wrong type', { name: 'fn', params: { day: '31/12/2026' } }, 422, 'parameter-invalid'],
  [
    'an unknown parameter',
    { name: 'fn', params: { day: '2026-12-31', p_evil: 1 } },
    422,
    'parameter-invalid',
  ],
  ['a list for a parameter', { name: 'fn', params: { day: ['2026-12-31'] } }, 422, 'parameter-invalid'],
  [
    'a combination with an unknown column',
    { name: 'fn', params: { day: '2026-12-31' }, filters: { OR: [{ nope: 1 }] } },
    422,
    'unknown-filter',
  ],
  ['a view bound as a function', { name: 'drifted' }, 409, 'binding-drift'],
  ['a procedure without cursor', { name: 'cursorless' }, 409, 'binding-drift'],
  ['a function with other arguments', { name: 'miscounted' }, 409, 'binding-drift'],
];

describe('input meant to break in', () => {
  let service: DataService;

  beforeAll(async () => {
    service = await DataService.start();
    await service.admin.query(`
      create schema bu;
      create table bu.thing as select n, 'thing ' || n as name, n * 1.5 as value, date '2026-01-01' + n as day,
        timestamptz '2026-01-01' + n * interval '1 hour' as at, n % 2 = 0 as is_open, gen_random_uuid() as id, '{}'::json as data
        from generate_series(1, 10) as n;
      create view bu.v_things as select * from bu.thing;
      create function bu.fn_things(p_day date) returns setof bu.thing language sql stable as $$ select * from bu.thing where day <= p_day $$;
      create procedure bu.sp_plain(p int) language plpgsql as $$ begin end $$;
    `);
    await service.organization('demo', [{ code: 'T01', schema: 'bu' }]);
    const day = { params: [{ filter: 'day', type: 'date', nullable: false }] };
    await service.source({ name: 'things', source_type: 'view', source_name: 'v_things' });
    await service.source({
      name: 'fn',
      source_type: 'function',
      source_name: 'fn_things',
      source_params: day,
    });
    await service.source({ name: 'drifted', source_type: 'function', source_name: 'v_things' });
    await service.source({ name: 'cursorless', source_type: 'procedure', source_name: 'sp_plain' });
    await service.source({ name: 'miscounted', source_type: 'function', source_name: 'fn_things' });
  }, 180_000);
  afterAll(() => service.stop());

  it.each(HOSTILE)('refuses %s', async (_, body, status, code) => {
    const problem = await service.problem({ name: 'things', bu_codes: ['T01'], ...body });
    expect([problem.status, problem.code]).toEqual([status, code]);
    expect(JSON.stringify(problem)).not.toMatch(/syntax error|pg_|select \*|node_modules/);
  });

  it.each([
    ['no JSON', '{"name":', 400],
    ['a list', '[]', 422],
    ['a text', '"x"', 422],
    ['duplicate keys', '{"name":"things","name":"other","bu_codes":["T01"]}', 400],
    ['__proto__', '{"name":"things","bu_codes":["T01"],"filters":{"__proto__":{"x":1}}}', 400],
    ['NUL', '{"name":"things","bu_codes":["T01"],"filters":{"name":"a\\u0000b"}}', 400],
    ['bottomless nesting', `{"name":"things","filters":${'{"NOT":'.repeat(5000)}{}${'}'.repeat(5000)}}`, 400],
  ])('refuses a body that is %s', async (_, body, status) => {
    const answer = await service.json<{ status: number }>('POST', '/api/datasets/execute', { body });
    expect(answer.status).toBe(status);
  });

  it('takes text for text, whatever it looks like', async () => {
    const texts = [
      "' or 1=1 --",
      '%',
      '_',
      '\\',
      '"; drop schema bu cascade; --',
      '$1',
      '🜁\u202e',
      "E'\\x27'",
    ];
    for (const text of texts) {
      for (const filter of [
        text,
        { contains: text },
        { startsWith: text, mode: 'insensitive' },
        { not: { endsWith: text } },
      ]) {
        const { status, body } = await service.execute({
          name: 'things',
          bu_codes: ['T01'],
          filters: { name: filter },
        });
        expect([status, body.rows.length]).toEqual([
          200,
          typeof filter === 'object' && 'not' in filter ? 10 : 0,
        ]);
      }
    }
  });

  it('names the place of every fault', async () => {
    const problem = await service.problem({
      name: 'things',
      bu_codes: ['T01'],
      filters: { AND: [{ name: 'x' }, { n: { in: [1, 'two'] } }] },
    });
    expect(problem.errors).toEqual([
      { pointer: '/filters/AND/1/n/in/1', detail: expect.stringContaining('whole number') as string },
    ]);
  });

  it('lists filters that a function has no use for', async () => {
    const { body } = await service.execute({
      name: 'fn',
      bu_codes: ['T01'],
      filters: { day: '2026-01-04', n: { gt: 1 }, region: 'north', empty: '' },
    });
    expect(body.rows.map(({ n }) => n)).toEqual([2, 3]);
    expect(body.summary.ignored_filters).toEqual(['region']);
  });

  it('sees a changed definition at once', async () => {
    await service.admin.query('create view bu.v_moving as select 1 as a');
    await service.source({ name: 'moving', source_type: 'view', source_name: 'v_moving' });
    const columns = async () =>
      (await service.execute({ name: 'moving', bu_codes: ['T01'] })).body.columns?.map(({ name }) => name);
    expect(await columns()).toEqual(['bu_code', 'a']);
    await service.admin.query('create or replace view bu.v_moving as select 1 as a, 2 as b');
    expect(await columns()).toEqual(['bu_code', 'a', 'b']);
    await service.admin.query(
      `drop view bu.v_moving; create function bu.v_moving() returns int language sql as 'select 1'`,
    );
    const problem = await service.problem({ name: 'moving', bu_codes: ['T01'] });
    expect(problem.detail).toBe(
      'view "v_moving" is bound, but business unit T01 has a function of that name.',
    );
  });

  it('refuses callers without the right', async () => {
    const headers = { 'content-type': 'application/json' };
    const unauthenticated = await fetch(`${service.url}/api/datasets/execute`, {
      method: 'POST',
      headers,
      body: '{}',
    });
    expect(unauthenticated.status).toBe(401);
  });
});
