import { PrintHouse, type MappingJson } from '../../test/print-house.js';

const MAPPINGS = '/api/print/mappings';
const ADMIN = { roles: ['platform_admin'] };

describe('print mappings', () => {
  let house: PrintHouse;
  let portrait: string;
  let landscape: string;
  let platform: string;
  let scopedTemplates = 0;

  beforeAll(async () => {
    house = await PrintHouse.open();
    portrait = await house.template('Portrait');
    landscape = await house.template('Landscape');
    platform = await house.template('Platform', { organization_id: null }, ADMIN);
  });
  afterAll(() => house?.report.close());
  beforeEach(() => house.clear());

  const call = (path: string, method: string, body?: object, more: object = {}) =>
    house.report.call(`${MAPPINGS}/${path}`, { method, ...(body && { body }), ...more });
  const read = (id: string) => house.get<MappingJson>(`${MAPPINGS}/${id}`);
  const resolve = (query: string, more: object = {}) =>
    house.report.call(`/api/print/resolve?${query}`, more);
  const resolved = async (query: string, more: object = {}) =>
    ((await resolve(query, more)).json() as { mapping_id?: string }).mapping_id;

  describe('CA-PM-1 resolve', () => {
    it('takes the default, then the order, then the id', async () => {
      await house.mapping('PO', portrait, { display_order: 5 });
      const second = await house.mapping('PO', landscape, { display_order: 9 });
      const third = await house.mapping('PO', portrait, { display_order: 1 });
      const query = 'document_type=PO&bu_code=T01';
      await call(`${second.id}/default`, 'POST', {});
      expect(await resolved(query)).toBe(second.id);
      await call(second.id, 'PUT', { is_active: false });
      expect(await resolved(query)).toBe(third.id);
    });

    it('falls through a default that is not open to the unit', async () => {
      const first = await house.mapping('PO', portrait, { deny_business_unit: ['T02'] });
      const other = await house.mapping('PO', landscape);
      expect(first.is_default).toBe(true);
      expect(await resolved('document_type=PO&bu_code=T01')).toBe(first.id);
      expect(await resolved('document_type=PO&bu_code=T02')).toBe(other.id);
    });

    it.each([
      ['none for the unit', 'document_type=PO&bu_code=T02', 404, 'no-print-mapping'],
      ['none for the type', 'document_type=GRN&bu_code=T01', 404, 'no-print-mapping'],
      ['an unknown type', 'document_type=XX&bu_code=T01', 400, 'document-type-unknown'],
      ['no type', 'bu_code=T01', 400, 'document-type-unknown'],
      ['no unit (CA-BU-9: never bypassed)', 'document_type=PO', 400, 'bu-required'],
    ])('answers %s', async (_, query, status, code) => {
      await house.mapping('PO', portrait, { allow_business_unit: ['T01'] });
      expect((await resolve(query)).json()).toMatchObject({ status, code });
    });

    it('knows no template that is inactive, removed or turned into a report', async () => {
      const id = await house.template('Fading');
      await house.mapping('PO', id);
      const put = (body: object) =>
        house.report.call(`/api/reports/templates/${id}`, { method: 'PUT', body });
      await put({ is_active: false });
      expect((await resolve('document_type=PO&bu_code=T01')).status).toBe(404);
      await put({ is_active: true });
      expect((await resolve('document_type=PO&bu_code=T01')).status).toBe(200);
      await put({ kind: 'report' });
      expect((await resolve('document_type=PO&bu_code=T01')).status).toBe(404);
      await put({ kind: 'print' });
      await house.report.call(`/api/reports/templates/${id}`, { method: 'DELETE' });
      expect((await resolve('document_type=PO&bu_code=T01')).status).toBe(404);
    });
  });

  describe('the business units of CA-BU', () => {
    const T = ['T01'];
    it.each<[string, string[] | null, string[] | null, string, boolean]>([
      ['1: no lists', null, null, 'T01', true],
      ['2: an empty list allows all', [], null, 'T01', true],
      ['3: an allowed unit', T, null, 'T01', true],
      ['4: another than the allowed', T, null, 'T02', false],
      ['5: a denied unit', null, ['T02'], 'T02', false],
      ['6: another than the denied', null, ['T02'], 'T01', true],
      ['7: deny goes before allow', T, T, 'T01', false],
      ['8: deny goes before allow in longer lists', ['T01', 'T03'], ['T03'], 'T03', false],
      ['8: codes are case-sensitive', ['t01'], null, 'T01', false],
    ])('CA-BU-%s, on the mapping and on the template', async (_, allow, deny, unit, isOpen) => {
      const lists = { allow_business_unit: allow, deny_business_unit: deny };
      await house.mapping('PO', portrait, lists);
      const status = isOpen ? 200 : 404;
      expect((await resolve(`document_type=PO&bu_code=${unit}`)).status).toBe(status);
      await house.clear();
      const scoped = await house.template(`Scoped ${++scopedTemplates}`, lists);
      await house.mapping('PO', scoped);
      expect((await resolve(`document_type=PO&bu_code=${unit}`)).status).toBe(status);
    });

    it('CA-BU-10: both lists must pass', async () => {
      const scoped = await house.template('Only T01 and T02', { allow_business_unit: ['T01', 'T02'] });
      await house.mapping('PO', scoped, { allow_business_unit: ['T02', 'T03'] });
      const statuses = [];
      for (const unit of ['T01', 'T02', 'T03']) {
        statuses.push((await resolve(`document_type=PO&bu_code=${unit}`)).status);
      }
      expect(statuses).toEqual([404, 200, 404]);
    });

    it('CA-BU-9: layouts list the same, in their order, the default marked', async () => {
      const first = await house.mapping('PO', portrait, { display_order: 20, display_label: 'Usual' });
      const second = await house.mapping('PO', landscape, { display_order: 10 });
      await house.mapping('PO', portrait, { display_order: 5, deny_business_unit: ['T01'] });
      const { items, total } = await house.get<{ items: object[]; total: number }>(
        '/api/print/layouts?document_type=PO&bu_code=T01',
      );
      expect(total).toBe(2);
      expect(items).toMatchObject([
        { mapping_id: second.id, display_label: 'Landscape', is_default: false },
        { mapping_id: first.id, display_label: 'Usual', is_default: true },
      ]);
    });

    it('confine their caller', async () => {
      const hidden = await house.mapping('PO', portrait, { allow_business_unit: ['T02'] });
      const bus = ['T01'];
      expect((await resolve('document_type=PO&bu_code=T02', { bus })).json()).toMatchObject({
        status: 403,
        code: 'bu-not-allowed',
      });
      expect(await house.get<object>(MAPPINGS, { bus })).toMatchObject({ items: [], total: 0 });
      expect((await house.report.call(`${MAPPINGS}/${hidden.id}`, { bus })).status).toBe(404);
      expect(await house.get<object>(`${MAPPINGS}?bu_code=T02`)).toMatchObject({ total: 1 });
      expect(await house.get<object>(`${MAPPINGS}?bu_code=T01`)).toMatchObject({ total: 0 });
    });

    it('are stored as lists, cleared by null, left by omission', async () => {
      const { id } = await house.mapping('PO', portrait, { allow_business_unit: 'T01,T03' });
      expect(await read(id)).toMatchObject({ allow_business_unit: ['T01', 'T03'] });
      await call(id, 'PUT', { display_order: 3 });
      expect(await read(id)).toMatchObject({ allow_business_unit: ['T01', 'T03'], display_order: 3 });
      await call(id, 'PUT', { allow_business_unit: null });
      expect(await read(id)).toMatchObject({ allow_business_unit: null });
      expect((await call(id, 'PUT', { allow_business_unit: ['T 01'] })).status).toBe(422);
    });
  });

  describe('CA-PM-2 one default', () => {
    it('gives way to another in the same transaction', async () => {
      const first = await house.mapping('PO', portrait);
      const second = await house.mapping('PO', landscape, { is_default: true });
      expect(await house.defaults('PO')).toEqual([second.id]);
      await call(`${first.id}/default`, 'POST', {});
      expect(await house.defaults('PO')).toEqual([first.id]);
    });

    it('is exactly one after many were set at once', async () => {
      const ids: string[] = [];
      for (let n = 0; n < 6; n++) ids.push((await house.mapping('PO', portrait)).id);
      for (let round = 0; round < 5; round++) {
        const answers = await Promise.all(
          ids.flatMap((id) => [call(`${id}/default`, 'POST', {}), call(id, 'PUT', { is_default: true })]),
        );
        expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
        expect(await house.defaults('PO')).toHaveLength(1);
      }
    });

    it('is one only for the first of a type, made by many at once', async () => {
      await Promise.all(Array.from({ length: 8 }, () => house.mapping('GRN', portrait)));
      expect(await house.defaults('GRN')).toHaveLength(1);
    });

    it('is held by the database, whoever writes', async () => {
      const first = await house.mapping('PO', portrait);
      const second = await house.mapping('PO', landscape);
      await expect(
        house.report.database.asSystem((tx) =>
          tx.tb_print_template_mapping.updateMany({
            where: { id: { in: [first.id, second.id] } },
            data: { is_default: true },
          }),
        ),
      ).rejects.toMatchObject({ code: 'P2002' });
    });

    it('is one of every organization, and one of the platform', async () => {
      const own = await house.mapping('PO', portrait);
      const shared = await house.mapping('PO', platform, { organization_id: null }, ADMIN);
      expect([own.is_default, shared.is_default]).toEqual([true, true]);
    });
  });

  it('CA-PM-3: a new mapping is no default unless it is the first of its type', async () => {
    expect(await house.mapping('PO', portrait, { is_default: false })).toMatchObject({ is_default: true });
    expect(await house.mapping('PO', landscape)).toMatchObject({ is_default: false });
    expect(await house.mapping('GRN', landscape)).toMatchObject({ is_default: true });
  });

  it('CA-PM-4: removing the default promotes the lowest display_order', async () => {
    const first = await house.mapping('PO', portrait, { display_order: 1 });
    await house.mapping('PO', landscape, { display_order: 30 });
    const next = await house.mapping('PO', landscape, { display_order: 20 });
    expect((await call(first.id, 'DELETE')).status).toBe(204);
    expect(await house.defaults('PO')).toEqual([next.id]);
    expect((await call(first.id, 'GET')).status).toBe(404);
  });

  it('a default that is no longer wanted gives its place to the next', async () => {
    const first = await house.mapping('PO', portrait);
    await call(first.id, 'PUT', { is_default: false });
    expect(await house.defaults('PO')).toEqual([first.id]);
    const second = await house.mapping('PO', landscape);
    await call(first.id, 'PUT', { is_default: false });
    expect(await house.defaults('PO')).toEqual([second.id]);
  });

  it('CA-PM-5: a report template is refused, also by the database', async () => {
    const report = await house.template('Report', { kind: 'report' });
    const body = { document_type: 'PO', report_template_id: report };
    const answer = await house.report.call(MAPPINGS, { method: 'POST', body });
    expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer: '/report_template_id' }] });
    await expect(
      house.report.database.asSystem((tx) => tx.tb_print_template_mapping.create({ data: body })),
    ).rejects.toThrow(/tb_print_template_mapping_template_owner/);
  });

  it('CA-PM-6: the list is paged, with its total', async () => {
    for (let n = 0; n < 3; n++) await house.mapping('PO', portrait, { display_order: n });
    const page = await house.get<{ items: MappingJson[]; next_cursor: string; total: number }>(
      `${MAPPINGS}?limit=2&document_type=PO`,
    );
    expect([page.items.length, page.total]).toEqual([2, 3]);
    expect(
      await house.get<object>(`${MAPPINGS}?limit=2&document_type=PO&cursor=${page.next_cursor}`),
    ).toMatchObject({
      items: [{ display_order: 2 }],
      next_cursor: null,
    });
  });

  it('CA-PM-7: print templates are no reports: not in their menu, not to be run as one', async () => {
    const names = async (query: string) =>
      (await house.get<{ items: { name: string }[] }>(`/api/reports/templates?limit=200${query}`)).items.map(
        ({ name }) => name,
      );
    expect(await names('')).not.toContain('Portrait');
    expect(await names('&kind=print')).toContain('Portrait');
    const answer = await house.report.call('/api/reports/generate', {
      method: 'POST',
      body: { template_id: portrait, bu_codes: ['T01'] },
    });
    expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer: '/template_id' }] });
  });

  describe('of the platform', () => {
    it('serve organizations without any of their own for the type', async () => {
      const shared = await house.mapping('PO', platform, { organization_id: null }, ADMIN);
      const query = 'document_type=PO&bu_code=T01';
      expect(await resolved(query, { org: 'GLOBEX' })).toBe(shared.id);
      expect(await resolved(query)).toBe(shared.id);
      const own = await house.mapping('PO', portrait);
      expect(await resolved(query)).toBe(own.id);
      expect(await resolved(query, { org: 'GLOBEX' })).toBe(shared.id);
      await call(own.id, 'PUT', { is_active: false });
      expect(await resolved(query)).toBe(shared.id);
    });

    it('are changed by its administrators only', async () => {
      const shared = await house.mapping('PO', platform, { organization_id: null }, ADMIN);
      expect((await call(shared.id, 'PUT', { display_order: 1 })).status).toBe(403);
      expect((await call(shared.id, 'DELETE')).status).toBe(403);
      expect((await call(`${shared.id}/default`, 'POST', {})).status).toBe(403);
      expect((await call('repair?owner=platform', 'POST')).status).toBe(403);
      const body = { document_type: 'PO', report_template_id: platform, organization_id: null };
      expect((await house.report.call(MAPPINGS, { method: 'POST', body })).status).toBe(403);
      expect((await call(shared.id, 'PUT', { display_order: 1 }, ADMIN)).status).toBe(200);
    });
  });

  it('repair leaves one default per type, of data that other systems wrote', async () => {
    const made: MappingJson[] = [];
    for (const display_order of [3, 1, 2]) made.push(await house.mapping('PO', portrait, { display_order }));
    const orphan = await house.mapping('GRN', portrait);
    await house.report.database.asSystem(async (tx) => {
      await tx.tb_print_template_mapping.update({ where: { id: orphan.id }, data: { is_default: false } });
    });
    await withoutIndex(house, async () => {
      await house.report.database.asSystem((tx) =>
        tx.tb_print_template_mapping.updateMany({
          where: { document_type: 'PO' },
          data: { is_default: true },
        }),
      );
      const { repaired } = (await call('repair', 'POST')).json() as { repaired: object[] };
      expect(repaired).toEqual([
        { document_type: 'GRN', default_id: orphan.id, demoted: 0 },
        { document_type: 'PO', default_id: made[1]?.id, demoted: 2 },
      ]);
    });
    expect(await house.defaults('PO')).toEqual([made[1]?.id]);
    expect((await call('repair', 'POST')).json()).toEqual({ repaired: [] });
  });

  it('belong to their organization, and every change of them is on record', async () => {
    const { id } = await house.mapping('PO', portrait);
    expect((await call(id, 'GET', undefined, { org: 'GLOBEX' })).status).toBe(404);
    expect((await call(id, 'PUT', { display_order: 2 }, { headers: { 'if-match': '"v9"' } })).status).toBe(
      412,
    );
    await call(id, 'PUT', { display_order: 2 });
    await call(`${id}/default`, 'POST', {});
    await call(id, 'DELETE');
    const events = await house.report.database.asSystem((tx) =>
      tx.audit_event.findMany({ where: { entity_id: id }, orderBy: { sequence: 'asc' } }),
    );
    expect(events.map(({ action }) => action)).toEqual([
      'print-mapping.create',
      'print-mapping.update',
      'print-mapping.default',
      'print-mapping.delete',
    ]);
  });

  it.each([
    ['an unknown type', { document_type: 'XX' }, '/document_type'],
    ['a code that is none', { document_type: 'po; drop' }, '/document_type'],
    [
      'an unknown template',
      { report_template_id: '0199ffff-ffff-7fff-bfff-ffffffffffff' },
      '/report_template_id',
    ],
    ['lists of what is no unit', { deny_business_unit: 5 }, '/deny_business_unit'],
  ])('are refused with %s', async (_, wrong, pointer) => {
    const body = { document_type: 'PO', report_template_id: portrait, ...wrong };
    const answer = await house.report.call(MAPPINGS, { method: 'POST', body });
    expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer }] });
  });

  it('of another organization’s template are refused', async () => {
    const body = { document_type: 'PO', report_template_id: portrait };
    const answer = await house.report.call(MAPPINGS, { method: 'POST', body, org: 'GLOBEX' });
    expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer: '/report_template_id' }] });
  });

  it('types of documents are added by the platform, once', async () => {
    const body = { code: 'DN', label: 'Delivery note', id_type: 'text', number_column: null };
    const add = (roles: string[]) =>
      house.report.call('/api/print/document-types', { method: 'POST', body, roles });
    expect((await add(['org_admin'])).status).toBe(403);
    expect((await add(['platform_admin'])).status).toBe(201);
    expect((await add(['platform_admin'])).json()).toMatchObject({
      status: 409,
      code: 'document-type-taken',
    });
    const { items } = await house.get<{ items: { code: string }[] }>('/api/print/document-types');
    expect(items.map(({ code }) => code)).toEqual(expect.arrayContaining(['PO', 'GRN', 'DN']));
  });
});

/** Without the rule of the database, as data of another system would arrive. */
async function withoutIndex(house: PrintHouse, work: () => Promise<void>): Promise<void> {
  const admin = await house.report.admin();
  await admin.query('drop index platform.tb_print_template_mapping_live_default');
  try {
    await work();
  } finally {
    await admin.query(`create unique index tb_print_template_mapping_live_default
      on platform.tb_print_template_mapping (organization_id, document_type) nulls not distinct
      where is_default and deleted_at is null`);
    await admin.end();
  }
}
