import { documentFaults, serviceDocument, CONFIG, type PlatformConfig } from '@galley/platform';
import type {
  SourceCheckResource,
  SourceDescriptionResource,
  SourceResource,
} from '../src/sources/http/source-resources.js';
import { DataService, type ProblemAnswer } from './support/data-service.js';

const admin = { roles: ['platform_admin'] };
const path = '/api/datasets/sources';
const stock = {
  name: 'stock',
  label: 'Stock',
  source_type: 'view',
  source_name: 'v_stock',
  columns: [{ name: 'value', format: 'money', scale: 2 }],
};

describe('the registry of sources', () => {
  let service: DataService;

  beforeAll(async () => {
    service = await DataService.start();
    for (const schema of ['bu_a', 'bu_b']) {
      await service.admin.query(`
        create schema ${schema};
        create view ${schema}.v_stock as select * from (values ('S-1', 'Salt', 'Dry', 1.5::numeric), ('W-1', 'Wine', 'Wet', 20), ('S-2', 'Sugar', 'Dry', 2)) as v(sku, name, category, value);
        comment on view ${schema}.v_stock is 'Stock on hand';
        comment on column ${schema}.v_stock.sku is 'Stock keeping unit';
        create function ${schema}.fn_stock(p_day date, p_tags text[] default null) returns table(sku text, qty int) language sql stable as $$ select 'S-1', 5 $$;
        create procedure ${schema}.sp_stock(p_day date, inout rs refcursor) language plpgsql as $$ begin open rs for select 1 as x; end $$`);
    }
    await service.organization('demo', [
      { code: 'A', schema: 'bu_a' },
      { code: 'B', schema: 'bu_b' },
    ]);
    await service.organization('rival', [{ code: 'R', schema: 'bu_a' }]);
  }, 180_000);
  afterAll(() => service.stop());

  it('registers, reads, replaces and removes a source', async () => {
    const made = await service.json<SourceResource>('POST', path, { body: stock, token: admin });
    expect([made.status, made.headers.get('location')]).toEqual([201, `${path}/stock`]);
    expect(made.body).toMatchObject({ ...stock, version: 1, organization_id: expect.any(String) as string });
    const read = await service.json<SourceResource>('GET', `${path}/stock`);
    const etag = read.headers.get('etag') ?? '';
    expect(read.body).toEqual(made.body);
    const stale = await service.json('PUT', `${path}/stock`, {
      body: stock,
      token: admin,
      headers: { 'if-match': '"v9"' },
    });
    expect(stale.status).toBe(412);
    const changed = await service.json<SourceResource>('PUT', `${path}/stock`, {
      body: { ...stock, max_rows: 10 },
      token: admin,
      headers: { 'if-match': etag },
    });
    expect([changed.status, changed.body.version, changed.body.max_rows]).toEqual([200, 2, 10]);
    expect((await service.json('DELETE', `${path}/stock`, { token: admin })).status).toBe(204);
    expect((await service.json('GET', `${path}/stock`)).status).toBe(404);
    const again = await service.json('POST', path, { body: stock, token: admin });
    expect(again.status).toBe(201);
  });

  it('repeats the first answer to one Idempotency-Key', async () => {
    const wish = {
      body: { ...stock, name: 'once' },
      token: { ...admin },
      headers: { 'idempotency-key': 'k-1' },
    };
    expect((await service.json('POST', path, wish)).status).toBe(201);
    const conflict = await service.json<ProblemAnswer>('POST', path, { ...wish, headers: {} });
    expect([conflict.status, conflict.body.code]).toEqual([409, 'conflict']);
  });

  it('lists and searches', async () => {
    const list = await service.json<{ items: SourceResource[]; total: number }>(
      'GET',
      `${path}?q=STO&sort=-name&limit=1`,
    );
    expect([list.status, list.body.items[0]?.name]).toEqual([200, 'stock']);
    expect((await service.json('GET', `${path}?sort=secret`)).status).toBe(422);
    expect((await service.json('GET', `${path}?colour=red`)).status).toBe(422);
  });

  it.each([
    [{ source_name: 'public.v_stock' }, '/source_name'],
    [{ source_name: 'v; drop view v_stock' }, '/source_name'],
    [{ source_name: 'x'.repeat(64) }, '/source_name'],
    [{ source_name: null }, '/source_name'],
    [{ source_type: 'table' }, '/source_type'],
    [{ source_type: 'builder' }, '/builder_key'],
    [{ builder_key: 'nobody.knows' }, '/builder_key'],
    [{ source_params: { params: [{ filter: 'a', type: 'money' }] } }, '/source_params/params/0/type'],
    [{ dialog: '{"fields":[{"label":"x"}]}' }, '/dialog/fields/0/name'],
    [{ columns: [{ name: 'value', colour: 'red' }] }, '/columns'],
    [{ max_rows: 0 }, '/max_rows'],
    [{ organization_id: null }, '/organization_id'],
    [{ name: '../etc' }, '/name'],
  ])('refuses %j', async (wrong, pointer) => {
    const answer = await service.json<ProblemAnswer>('POST', path, {
      body: { ...stock, name: 'wrong', ...wrong },
      token: admin,
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid']);
    expect(answer.body.errors?.some((one) => one.pointer.startsWith(pointer))).toBe(true);
  });

  it('lets only platform administrators write', async () => {
    expect(
      (
        await service.json('POST', path, {
          body: { ...stock, name: 'mine' },
          token: { roles: ['org_admin'] },
        })
      ).status,
    ).toBe(403);
    expect((await service.json('DELETE', `${path}/stock`, { token: { roles: ['member'] } })).status).toBe(
      403,
    );
  });

  it("hides another organization's sources and shows the platform's", async () => {
    const rival = { org: 'rival', roles: ['platform_admin'] };
    for (const [method, suffix] of [
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['GET', '/describe'],
      ['POST', '/check'],
      ['POST', '/preview'],
    ] as const) {
      const body = method === 'PUT' ? stock : method === 'POST' ? {} : undefined;
      const answer = await service.json(method, `${path}/stock${suffix}`, {
        token: rival,
        ...(body && { body }),
      });
      expect([method, suffix, answer.status]).toEqual([method, suffix, 404]);
    }
    await service.admin.query(
      `insert into platform.tb_dataset_source (id, name, label, source_type, source_name, updated_at) values (gen_random_uuid(), 'shared', 'Shared', 'view', 'v_stock', now())`,
    );
    expect((await service.execute({ name: 'shared', bu_codes: ['R'] }, rival)).body.rows).toHaveLength(3);
    expect(
      (await service.json('PUT', `${path}/shared`, { token: rival, body: { ...stock, name: 'shared' } }))
        .status,
    ).toBe(200);
  });

  it('describes live columns and parameters', async () => {
    const { body } = await service.json<SourceDescriptionResource>('GET', `${path}/stock/describe?bu_code=B`);
    expect(body.columns).toEqual([
      { name: 'sku', label: 'Stock keeping unit', type: 'string', format: null, role: 'dimension' },
      { name: 'name', label: 'Name', type: 'string', format: null, role: 'dimension' },
      { name: 'category', label: 'Category', type: 'string', format: null, role: 'dimension' },
      { name: 'value', label: 'Value', type: 'decimal', scale: 2, format: 'money', role: 'measure' },
    ]);
    const params = { params: [{ filter: 'day', type: 'date' }] };
    for (const [source_type, source_name] of [
      ['function', 'fn_stock'],
      ['procedure', 'sp_stock'],
    ]) {
      await service.json('POST', path, {
        body: { name: source_name, source_type, source_name, source_params: params },
        token: admin,
      });
    }
    const fn = await service.json<SourceDescriptionResource>('GET', `${path}/fn_stock/describe`);
    expect(fn.body.columns?.map(({ name, type }) => [name, type])).toEqual([
      ['sku', 'string'],
      ['qty', 'integer'],
    ]);
    expect(fn.body.params).toEqual([{ filter: 'day', type: 'date', nullable: false, default: null }]);
    const procedure = await service.json<SourceDescriptionResource>('GET', `${path}/sp_stock/describe`);
    expect(procedure.body.columns).toBeNull();
  });

  it('previews at most fifty rows', async () => {
    await service.admin.query('create view bu_a.v_many as select n from generate_series(1, 80) as n');
    await service.source({ name: 'many', source_type: 'view', source_name: 'v_many' });
    const { body } = await service.json<{ rows: unknown[]; summary: { truncated: boolean } }>(
      'POST',
      `${path}/many/preview`,
      { body: { bu_codes: ['A'], limit: 60 } },
    );
    expect([body.rows.length, body.summary.truncated]).toEqual([50, true]);
  });

  it('checks every business unit and names both sides of a drift', async () => {
    const check = async () =>
      (await service.json<SourceCheckResource>('POST', `${path}/stock/check`, { body: {} })).body;
    const sound = await check();
    expect([sound.ok, sound.problems, sound.units.map(({ bu_code }) => bu_code)]).toEqual([
      true,
      [],
      ['A', 'B'],
    ]);
    const { body } = await service.json<SourceResource>('GET', `${path}/stock`);
    expect(body.definition_hash).toBe(sound.definition_hash);
    await service.admin.query(
      `create or replace view bu_b.v_stock as select * from (values ('X', 'Y', 'Z', 1::numeric)) as v(sku, name, category, value)`,
    );
    const changed = await check();
    expect([changed.ok, changed.warnings.length]).toEqual([true, 1]);
    await service.admin.query(
      'drop view bu_b.v_stock; create procedure bu_b.v_stock() language sql as $$ select 1 $$',
    );
    const drifted = await check();
    expect([drifted.ok, drifted.problems]).toEqual([
      false,
      [
        {
          code: 'binding-drift',
          bu_code: 'B',
          detail: 'view "v_stock" is bound, but business unit B has a procedure of that name.',
        },
      ],
    ]);
  });

  it('lists what can be bound', async () => {
    const list = async (query: string) =>
      service.json<{ items: { name: string; kind: string; label: string | null }[] }>(
        'GET',
        `/api/datasets/objects?${query}`,
      );
    const views = await list('bu_code=A&kind=view');
    expect(views.body.items).toContainEqual({
      name: 'v_stock',
      kind: 'view',
      label: 'Stock on hand',
      arguments: null,
    });
    const routines = await list('bu_code=A&q=STOCK');
    expect(routines.body.items.map(({ name, kind }) => [name, kind])).toEqual([
      ['v_stock', 'view'],
      ['sp_stock', 'procedure'],
      ['fn_stock', 'function'],
    ]);
    expect(await list('')).toMatchObject({ status: 400, body: { code: 'bu-required' } });
    expect((await list('bu_code=A&kind=table')).status).toBe(422);
  });

  describe('lookups', () => {
    const look = (query: string, source = 'stock') =>
      service.json<{ items: { value: unknown; label: string }[] } & ProblemAnswer>(
        'GET',
        `/api/datasets/lookups/${source}?${query}`,
      );

    it('give values with labels, narrowed and searched', async () => {
      expect((await look('bu_code=A')).body.items).toEqual([
        { value: 'S-1', label: 'Salt' },
        { value: 'S-2', label: 'Sugar' },
        { value: 'W-1', label: 'Wine' },
      ]);
      expect((await look('bu_code=A&category=Dry&q=SUG')).body.items).toEqual([
        { value: 'S-2', label: 'Sugar' },
      ]);
      expect((await look('bu_code=A&field=category&label=category&limit=1')).body.items).toEqual([
        { value: 'Dry', label: 'Dry' },
      ]);
    });

    it.each([
      ['bu_code=A&field=nope', 422, 'invalid'],
      ['bu_code=A&colour=red', 422, 'unknown-filter'],
      ['', 400, 'bu-required'],
      ['bu_code=NOPE', 404, 'bu-not-found'],
      ['bu_code=A&limit=0', 422, 'invalid'],
    ])('answer %s with %i', async (query, status, code) => {
      const answer = await look(query);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });
  });

  it('is documented whole', () => {
    const config = service.app.get<PlatformConfig>(CONFIG);
    expect(documentFaults(serviceDocument(service.app, 'micro-data', config))).toEqual([]);
  });
});
