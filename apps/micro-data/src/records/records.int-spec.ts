import { randomUUID } from 'node:crypto';
import { energyRecords } from '@galley/pack-energy/records';
import { DataService, type HttpAnswer, type TokenWishes } from '../../test/support/data-service.js';
import { exampleBody } from './http/record-examples.js';
import { RecordCatalog } from './shape/record-catalog.js';

const catalog = new RecordCatalog(energyRecords);

interface Body {
  readonly id: string;
  readonly version: number;
  readonly code?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly total: number;
  readonly next_cursor: string | null;
  readonly [field: string]: unknown;
}

/** Every entity is tried through the same engine, so what one of them shows holds for all. */
describe('records', () => {
  let service: DataService;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    service = await DataService.start();
    await service.organization('demo', []);
    await service.organization('rival', []);
    for (const { entity, full_name } of catalog.all) {
      const { status, body } = await call('POST', entity.name, exampleBody(catalog.of(full_name)));
      expect([full_name, status]).toEqual([full_name, 201]);
      ids.set(entity.name, body.id);
    }
  });
  afterAll(() => service?.stop());

  function call(
    method: string,
    path: string,
    body?: unknown,
    { headers, ...token }: CallOptions = {},
  ): Promise<HttpAnswer<Body>> {
    return service.json<Body>(method, `/api/energy/${path}`, {
      ...(body !== undefined && { body }),
      ...(headers && { headers }),
      token,
    });
  }

  const faultsOf = ({ body }: HttpAnswer<Body>) =>
    body.errors?.map(({ pointer, detail }) => [pointer, detail]);
  const at = (name: string): string => `${name}/${ids.get(name)}`;
  const project = (code: string, more: object = {}) =>
    call('POST', 'projects', { code, name: `Park ${code}`, ...more });

  it('are created by the examples of the API document, in the order of their references', () => {
    expect([...ids.keys()]).toEqual(energyRecords.map(({ name }) => name));
  });

  it('answer with an address, an entity tag, ids and natural keys of what they refer to', async () => {
    const { status, headers, body } = await call('POST', 'meters', {
      contract_code: 'SUNFIELD-PPA',
      code: 'SUNFIELD-M2',
      name: 'Second meter',
    });
    expect([status, headers.get('location'), headers.get('etag')]).toEqual([
      201,
      `/api/energy/meters/${body.id}`,
      '"v1"',
    ]);
    expect(body).toMatchObject({
      contract_id: ids.get('contracts'),
      contract_code: 'SUNFIELD-PPA',
      // Carried over from the contract.
      project_id: ids.get('projects'),
      project_code: 'SUNFIELD',
      kind: 'settlement',
      is_active: true,
      serial_no: null,
      version: 1,
    });
    const { body: same } = await call('GET', `meters/${body.id}`);
    expect(same).toEqual(body);
  });

  it('are created once per Idempotency-Key', async () => {
    const options = { headers: { 'idempotency-key': 'once' }, sub: '0199aaaa-0000-7000-8000-000000000001' };
    const body = { code: 'ONCE', name: 'Once' };
    const first = await call('POST', 'projects', body, options);
    const again = await call('POST', 'projects', body, options);
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    expect((await call('POST', 'projects', { ...body, name: 'Twice' }, options)).status).toBe(422);
  });

  it('refuse what is wrong, all of it by its place', async () => {
    const answer = await call('POST', 'contracts', {
      project_code: 4711,
      code: '',
      kind: 'Lease',
      counterparty: 'x'.repeat(201),
      currency: 'usd',
      start_date: '2026-02-30',
      end_date: null,
      capacity_kw: 10,
      tax_pct: '1.1234567',
      version: 7,
      colour: 'red',
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid']);
    expect(faultsOf(answer)).toEqual([
      ['/code', 'code must not be blank'],
      ['/kind', 'kind must be one of PPA, O&M'],
      ['/counterparty', 'counterparty must have at most 200 characters'],
      ['/currency', 'currency must be the three letters of ISO 4217, such as USD'],
      ['/start_date', 'start_date must be a day: YYYY-MM-DD'],
      ['/capacity_kw', 'capacity_kw must be a decimal number, as a text such as "12.50"'],
      ['/tax_pct', 'tax_pct must have at most 6 decimals'],
      ['/project_code', 'project_code must be a text of at most 200 characters'],
      ['/version', 'version cannot be set'],
      ['/colour', 'colour is no field of it'],
      ['/name', 'name is required'],
    ]);
  });

  it.each([
    ['/end_date', 'contracts', { end_date: '2024-12-31' }, 'end_date must not be before start_date'],
    ['/timezone', 'projects', { timezone: 'Mars/Base' }, 'timezone must be an IANA time zone'],
    ['/ends_at', 'meter-readings', { ends_at: '2026-06-30T05:00:00Z' }, 'ends_at must be after starts_at'],
    ['/total', 'invoices', { total: '71124.03' }, 'total must be subtotal and tax'],
    ['/ceiling', 'tariffs', { ceiling: '0.11' }, 'ceiling must not be below floor'],
    ['/period', 'expenses', { period: '2026-06-02' }, 'period must be the first day of a month'],
    ['/lines/0/amount', 'invoices', { lines: [{ line_no: 1, description: 'x' }] }, 'amount is required'],
  ])('refuse what contradicts itself: %s of %s', async (pointer, name, change, detail) => {
    expect(faultsOf(await call('PATCH', at(name), change))).toEqual([[pointer, detail]]);
  });

  it('refuse references that lead nowhere, to another project, or that contradict each other', async () => {
    const other = await project('OTHER');
    const body = { ...exampleBody(catalog.of('energy.events')), reference: 'EV-X' };
    expect(faultsOf(await call('POST', 'events', { ...body, contract_code: 'NONE' }))).toEqual([
      ['/contract_code', 'there is no contract "NONE"'],
    ]);
    expect(
      faultsOf(await call('POST', 'events', { ...body, project_code: 'OTHER', meter_code: null })),
    ).toEqual([['/contract_code', 'the contract is of another project']]);
    expect(faultsOf(await call('POST', 'events', { ...body, project_id: other.body.id }))).toContainEqual([
      '/project_code',
      'names another project than project_id',
    ]);
    const clause = {
      ...exampleBody(catalog.of('energy.default-events')),
      reference: 'DE-X',
      obligation_clause: '9.9',
    };
    expect(faultsOf(await call('POST', 'default-events', clause))).toEqual([
      ['/obligation_clause', 'there is no obligation "9.9"'],
    ]);
  });

  it('refuse a natural key that is taken, until its owner is removed', async () => {
    const first = await project('TAKEN');
    expect((await project('TAKEN')).status).toBe(409);
    expect((await call('DELETE', `projects/${first.body.id}`)).status).toBe(204);
    expect((await call('GET', `projects/${first.body.id}`)).status).toBe(404);
    expect((await project('TAKEN')).status).toBe(201);
  });

  it('change in part by PATCH and as a whole by PUT, and keep their version when nothing changes', async () => {
    const { body: made } = await project('CHANGE', { country: 'Norway' });
    const path = `projects/${made.id}`;
    const { body: patched } = await call('PATCH', path, { name: 'Renamed' });
    expect(patched).toMatchObject({ name: 'Renamed', country: 'Norway', version: 2 });
    const same = await call('PATCH', path, { name: 'Renamed' });
    expect(same.body.version).toBe(2);
    const { body: put } = await call('PUT', path, { code: 'CHANGE', name: 'Replaced' });
    expect(put).toMatchObject({ name: 'Replaced', country: null, timezone: 'UTC', version: 3 });
    expect(faultsOf(await call('PUT', path, { code: 'CHANGE' }))).toEqual([['/name', 'name is required']]);
  });

  it('follow a field that stands for another', async () => {
    const path = at('meter-readings');
    const { body } = await call('PATCH', path, { duration_s: 3600 });
    expect(body).toMatchObject({
      starts_at: '2026-06-30T05:00:00.000Z',
      ends_at: '2026-06-30T06:00:00.000Z',
    });
    const both = { ends_at: '2026-06-30T07:00:00Z', duration_s: 3600 };
    expect(faultsOf(await call('PATCH', path, both))).toEqual([
      ['/duration_s', 'duration_s must end where ends_at does'],
    ]);
  });

  it('are changed and removed in the state that the caller has seen', async () => {
    const { body: made } = await project('STATE');
    const path = `projects/${made.id}`;
    const stale = { headers: { 'if-match': '"v9"' } };
    expect((await call('PATCH', path, { name: 'x' }, stale)).status).toBe(412);
    expect((await call('PUT', path, { code: 'STATE', name: 'x' }, stale)).status).toBe(412);
    expect((await call('DELETE', path, undefined, stale)).status).toBe(412);
    expect((await call('PATCH', path, { name: 'x' }, { headers: { 'if-match': '"v1"' } })).status).toBe(200);
  });

  it('come with their children, which a change replaces as a whole, and which change the version', async () => {
    const path = at('invoices');
    const { body: before } = await call('GET', path);
    const [line] = before.lines as { id: string }[];
    const lines = [
      { line_no: 1, kind: 'energy', meter_code: 'SUNFIELD-M1', description: 'Energy', amount: '61000.00' },
      { line_no: 2, description: 'Rest', amount: '313.81' },
    ];
    const { body: after } = await call('PATCH', path, { lines });
    expect(after).toMatchObject({
      version: before.version + 1,
      lines: [{ id: line?.id, amount: '61000.00' }, { line_no: 2 }],
    });
    expect(after.payments).toEqual(before.payments);
    const { body: fewer } = await call('PATCH', path, { lines: lines.slice(1) });
    expect(fewer.lines).toMatchObject([{ line_no: 2 }]);
    const twice = await call('PATCH', path, { lines: [lines[1], lines[1]] });
    expect(faultsOf(twice)).toEqual([['/lines/1/line_no', 'line_no stands twice']]);
    const foreign = await call('PATCH', path, { lines: [{ ...lines[0], meter_code: 'NONE' }] });
    expect(faultsOf(foreign)).toEqual([['/lines/0/meter_code', 'there is no meter "NONE"']]);
  });

  it('stay while another record names them', async () => {
    const answer = await call('DELETE', at('meters'));
    expect([answer.status, answer.body.referred_by]).toEqual([409, 'meter_reading']);
    expect((await call('DELETE', at('adjustments'))).status).toBe(204);
  });

  it('are listed by filters, search, order and page', async () => {
    for (const code of ['L1', 'L2', 'L3'])
      await project(code, { country: 'Listland', is_active: code !== 'L2' });
    const codes = async (query: string) =>
      (await call('GET', `projects?country=Listland&${query}`)).body.items.map((item) => item.code);
    expect(await codes('sort=-code')).toEqual(['L3', 'L2', 'L1']);
    expect(await codes('is_active=true')).toEqual(['L1', 'L3']);
    expect(await codes('code=L1&code=L2')).toEqual(['L1', 'L2']);
    expect(await codes('q=park%20l3')).toEqual(['L3']);
    expect(await codes('q=%25')).toEqual([]);
    const page = (await call('GET', 'projects?country=Listland&limit=2')).body;
    expect([page.items.length, page.total]).toEqual([2, 3]);
    expect(await codes(`limit=2&cursor=${page.next_cursor}`)).toEqual(['L3']);
    const priced = async (query: string) => (await call('GET', `reference-prices?${query}`)).body.total;
    expect(await priced('price[gte]=0.185&price[lt]=0.1851&valid_from[lte]=2026-06-01')).toBe(1);
    expect(await priced('price[gt]=0.185')).toBe(0);
    expect(await priced('updated_at[gte]=2020-01-01T00:00:00Z')).toBe(1);
    expect(
      (await call('GET', 'meter-readings?project_code=SUNFIELD&meter_code=SUNFIELD-M1')).body.total,
    ).toBe(1);
  });

  it.each(['colour=red', 'limit=0', 'sort=country', 'cursor=x', 'is_active=perhaps', 'id=1', 'q=a&q=b'])(
    'refuse a list by ?%s',
    async (query) => {
      const answer = await call('GET', `projects?${query}`);
      expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, query.split('=')[0]]);
    },
  );

  it('are written in bulk by their natural keys, all or none', async () => {
    const items = ['B1', 'B2'].map((code) => ({ code, name: `Bulk ${code}` }));
    const first = await call('POST', 'projects/bulk', { items });
    expect(first.body).toMatchObject({ created: 2, updated: 0, unchanged: 0 });
    items[1] = { code: 'B2', name: 'Changed' };
    const again = await call('POST', 'projects/bulk', { items: [...items, { code: 'B3', name: 'New' }] });
    expect(again.body).toMatchObject({ created: 1, updated: 1, unchanged: 1 });
    expect(again.body.items.map(({ is_new }) => is_new)).toEqual([false, false, true]);
    const faulty = await call('POST', 'projects/bulk', {
      items: [{ code: 'B4', name: 'x' }, { code: 'B5' }],
    });
    expect(faultsOf(faulty)).toEqual([['/items/1/name', 'name is required']]);
    const twins = await call('POST', 'projects/bulk', { items: [items[0], items[0]] });
    expect(faultsOf(twins)).toEqual([['/items/1', 'has the same key as /items/0']]);
    expect((await call('GET', 'projects?code=B4')).body.total).toBe(0);
    expect((await call('POST', 'projects/bulk', { items: [] })).status).toBe(422);
  });

  it('are one record although several write it at the same time', async () => {
    const items = [{ code: 'RACE', name: 'Race' }];
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => call('POST', 'projects/bulk', { items })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([]);
    expect((await call('GET', 'projects?code=RACE')).body.total).toBe(1);
  });

  it('are nobody else’s: another organization finds nothing at any of their addresses', async () => {
    for (const [name, id] of ids) {
      if (name === 'adjustments') continue;
      const body = exampleBody(catalog.of(`energy.${name}`));
      const rival = { org: 'rival' };
      const answers = await Promise.all([
        call('GET', `${name}/${id}`, undefined, rival),
        call('PUT', `${name}/${id}`, body, rival),
        call('PATCH', `${name}/${id}`, body, rival),
        call('DELETE', `${name}/${id}`, undefined, rival),
      ]);
      const { body: listed } = await call('GET', name, undefined, rival);
      expect([name, answers.map(({ status }) => status), listed.total]).toEqual([
        name,
        [404, 404, 404, 404],
        0,
      ]);
      expect((await call('GET', `${name}/${id}`)).status).toBe(200);
    }
    expect(
      faultsOf(
        await call('POST', 'contracts', exampleBody(catalog.of('energy.contracts')), { org: 'rival' }),
      ),
    ).toEqual([['/project_code', 'there is no project "SUNFIELD"']]);
  });

  describe('of callers who are confined to projects', () => {
    let secret: string;
    const member = (...projects: readonly string[]): TokenWishes => ({ roles: ['coordinator'], projects });

    beforeAll(async () => {
      secret = (await project('SECRET')).body.id;
      await call('POST', 'contracts', {
        ...exampleBody(catalog.of('energy.contracts')),
        project_code: 'SECRET',
        code: 'SECRET-PPA',
      });
    });

    it('are those of their projects', async () => {
      const own = member(ids.get('projects') ?? '');
      const codes = async (name: string, who: TokenWishes) =>
        (await call('GET', `${name}?sort=code`, undefined, who)).body.items.map((item) => item.code);
      expect(await codes('projects', own)).toEqual(['SUNFIELD']);
      expect(await codes('contracts', own)).toEqual(['SUNFIELD-PPA']);
      expect(await codes('contracts', member(randomUUID()))).toEqual([]);
      expect(await codes('contracts', member())).toEqual(['SECRET-PPA', 'SUNFIELD-PPA']);
      expect(await codes('contracts', {})).toEqual(['SECRET-PPA', 'SUNFIELD-PPA']);
      expect((await call('GET', `projects/${secret}`, undefined, own)).status).toBe(404);
      expect((await call('PATCH', `projects/${secret}`, { name: 'x' }, own)).status).toBe(404);
      expect((await call('PATCH', at('projects'), { name: 'Ours' }, own)).status).toBe(200);
    });

    it('refer to nothing outside of them, and found no project', async () => {
      const own = member(ids.get('projects') ?? '');
      const meter = { code: 'SPY', name: 'Spy', contract_code: 'SECRET-PPA' };
      expect(faultsOf(await call('POST', 'meters', meter, own))).toEqual([
        ['/contract_code', 'there is no contract "SECRET-PPA"'],
      ]);
      const answer = await call('POST', 'projects', { code: 'NEW', name: 'New' }, own);
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
    });

    it('are what a report reads for them, and no more', async () => {
      const read = (token: TokenWishes) => service.execute({ builder_key: 'energy.contracts' }, token);
      const shown = async (token: TokenWishes) => {
        const { status, body } = await read(token);
        expect(status).toBe(200);
        return body.rows.map(({ code }) => code);
      };
      const own = member(ids.get('projects') ?? '');
      expect(await shown(own)).toEqual(['SUNFIELD-PPA']);
      expect(await shown({})).toEqual(expect.arrayContaining(['SECRET-PPA', 'SUNFIELD-PPA']));
      expect(await shown(member(randomUUID()))).toEqual([]);
      expect(await shown({ org: 'rival' })).toEqual([]);
    });
  });

  it('leave a trail of digests without values', async () => {
    const { body } = await project('AUDIT');
    await call('PATCH', `projects/${body.id}`, { name: 'Audited name' });
    await call('DELETE', `projects/${body.id}`);
    const { rows } = await service.admin.query<{ action: string; has_before: boolean; has_after: boolean }>(
      `select action, before_digest is not null as has_before, after_digest is not null as has_after
       from platform.audit_event where entity_type = 'energy.projects' and entity_id = $1 order by sequence`,
      [body.id],
    );
    expect(rows).toEqual([
      { action: 'record.create', has_before: false, has_after: true },
      { action: 'record.update', has_before: true, has_after: true },
      { action: 'record.delete', has_before: true, has_after: false },
    ]);
    const { rows: told } = await service.admin.query(
      `select 1 from platform.audit_event where facts::text like '%Audited%'`,
    );
    expect(told).toEqual([]);
  });

  it('are read by everybody and written by coordinators and above', async () => {
    const body = { code: 'ROLE', name: 'Role' };
    expect((await call('GET', 'projects', undefined, { roles: ['member'] })).status).toBe(200);
    expect((await call('POST', 'projects', body, { roles: ['member'] })).status).toBe(403);
    expect((await call('DELETE', at('projects'), undefined, { roles: ['peer_mentor'] })).status).toBe(403);
    expect((await call('POST', 'projects/bulk', { items: [body] }, { roles: ['member'] })).status).toBe(403);
  });
});

interface CallOptions extends TokenWishes {
  readonly headers?: Readonly<Record<string, string>>;
}
