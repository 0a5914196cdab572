import type { HttpAnswer } from '@galley/platform/testing';
import { startReportApp, USER, type ReportApp } from '../../test/report-app.js';
import { TemplatesModule } from './templates.module.js';

const PATH = '/api/reports/templates';
const OTHER = '0199aaaa-0000-7000-8000-000000000002';

interface Body {
  readonly id: string;
  readonly version: number;
  readonly [field: string]: unknown;
}

const bodyOf = (answer: HttpAnswer): Body => answer.json() as Body;
const namesOf = (answer: HttpAnswer): unknown[] =>
  (answer.json() as { items: { name: string }[] }).items.map(({ name }) => name);

describe('templates', () => {
  let report: ReportApp;
  let count = 0;

  beforeAll(async () => {
    report = await startReportApp([TemplatesModule]);
  });
  afterAll(() => report?.close());

  const minimal = (over: object = {}) => ({ name: `Orders ${++count}`, source_name: 'v_order', ...over });
  const post = (body: object, call: object = {}) => report.call(PATH, { method: 'POST', body, ...call });
  const make = async (over: object = {}, call: object = {}): Promise<Body> => {
    const answer = await post(minimal(over), call);
    expect(answer.status).toBe(201);
    return bodyOf(answer);
  };
  const auditOf = (id: string) =>
    report.database.withTenant(report.acme, (tx) =>
      tx.audit_event.findMany({ where: { entity_id: id }, orderBy: { sequence: 'asc' } }),
    );
  const sourceOf = (id: string) =>
    report.database.withTenant(report.acme, (tx) =>
      tx.tb_report_template.findFirst({ where: { id }, include: { dataset_source: true } }),
    );

  describe('are created', () => {
    it('as one resource over template, source, version and audit entry', async () => {
      const answer = await post(
        minimal({ dialog: { fields: [{ name: 'q' }] }, allow_business_unit: 'T01,T03' }),
      );
      expect(answer.status).toBe(201);
      const template = bodyOf(answer);
      expect(answer.headers.get('location')).toBe(`${PATH}/${template.id}`);
      expect(template).toMatchObject({
        organization_id: report.acme,
        kind: 'report',
        source_type: 'view',
        default_format: 'pdf',
        allow_business_unit: ['T01', 'T03'],
        deny_business_unit: null,
        dialog: '{"fields":[{"name":"q"}]}',
        version: 1,
        created_by_id: USER,
        dataset_source_name: `template.${template.id}`,
      });
      expect((await sourceOf(template.id))?.dataset_source).toMatchObject({
        organization_id: report.acme,
        source_type: 'view',
        source_name: 'v_order',
        dialog: '{"fields":[{"name":"q"}]}',
      });
      const [entry] = await auditOf(template.id);
      expect(entry).toMatchObject({
        action: 'template.create',
        before_digest: null,
        after_digest: expect.any(String),
      });
    });

    it('once for an Idempotency-Key', async () => {
      const body = minimal();
      const headers = { 'idempotency-key': 'one-template' };
      const first = await post(body, { headers });
      const second = await post(body, { headers });
      expect([second.status, bodyOf(second).id]).toEqual([201, bodyOf(first).id]);
      expect((await post(minimal(), { headers })).status).toBe(422);
    });

    it('only whole: every fault is named by its pointer', async () => {
      const answer = await post({
        name: 'x',
        dialog: '{"fields":[{"name":"a","type":"colour"}]}',
        source_name: 'Robert"); drop table x',
        default_format: 'gif',
      });
      expect(answer.status).toBe(422);
      const { errors } = answer.json() as { errors: { pointer: string }[] };
      expect(errors.map(({ pointer }) => pointer).sort()).toEqual(['/dialog/fields/0/type', '/source_name']);
      expect((await post(minimal({ default_format: 'gif' }))).json()).toMatchObject({
        errors: [{ pointer: '/default_format' }],
      });
      expect((await post(minimal({ organisation: 1 }))).json()).toMatchObject({
        errors: [{ pointer: '/organisation' }],
      });
      for (const [pointer, fault] of [
        ['/page_size', { page_size: 'A99' }],
        ['/default_options/page_size', { default_options: { page_size: 'A99' } }],
      ] as const) {
        const refused = await post(minimal(fault));
        expect([refused.status, refused.json()]).toEqual([
          422,
          expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }),
        ]);
      }
    });

    it('under names that no other live template has', async () => {
      const { id, name } = await make();
      const taken = await post(minimal({ name }));
      expect(taken.status).toBe(409);
      expect(taken.json()).toMatchObject({ code: 'template-name-taken' });
      expect((await post(minimal({ name }), { org: 'GLOBEX' })).status).toBe(201);
      expect((await report.call(`${PATH}/${id}`, { method: 'DELETE' })).status).toBe(204);
      expect((await post(minimal({ name }))).status).toBe(201);
    });

    it.each([
      ['member', 403],
      ['peer_mentor', 403],
      ['coordinator', 201],
      ['sysadmin', 201],
      ['global_admin', 201],
      ['platform_admin', 201],
    ])('by a %s: %s', async (role, status) => {
      expect((await post(minimal(), { roles: [role] })).status).toBe(status);
    });

    it('for the platform by its administrators alone, and for no other organization', async () => {
      const forAll = minimal({ organization_id: null, is_standard: true });
      expect((await post(forAll)).status).toBe(403);
      expect((await post(minimal({ is_standard: true }))).status).toBe(403);
      expect(
        (await post(minimal({ organization_id: report.globex }), { roles: ['platform_admin'] })).status,
      ).toBe(403);
      expect((await post(minimal({ project_id: OTHER }))).status).toBe(403);
      const made = await post(forAll, { roles: ['platform_admin'] });
      expect(bodyOf(made)).toMatchObject({ organization_id: null, is_standard: true });
      expect((await report.call(`${PATH}/${bodyOf(made).id}`, { org: 'GLOBEX' })).status).toBe(200);
    });
  });

  describe('are changed', () => {
    const put = (id: string, body: object, call: object = {}) =>
      report.call(`${PATH}/${id}`, { method: 'PUT', body, ...call });

    it('field by field: omitted stays, null clears or gives the default again', async () => {
      const { id } = await make({ description: 'old', page_size: 'A3', deny_business_unit: ['T02'] });
      const answer = await put(id, { report_group: 'Buying', description: null, page_size: null });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('etag')).toBe('"v2"');
      expect(bodyOf(answer)).toMatchObject({
        version: 2,
        report_group: 'Buying',
        description: null,
        page_size: 'A4',
        deny_business_unit: ['T02'],
        warnings: [],
      });
      const entry = (await auditOf(id)).at(-1);
      expect(entry).toMatchObject({ action: 'template.update', facts: { version: 2, platform_wide: false } });
      expect(entry?.before_digest).not.toBe(entry?.after_digest);
    });

    it('together with their source, and not at all when nothing differs', async () => {
      const { id } = await make();
      await put(id, {
        source_type: 'function',
        source_name: 'fn_order',
        source_params: { params: [{ filter: 'a', type: 'text', nullable: true }] },
      });
      expect((await sourceOf(id))?.dataset_source).toMatchObject({
        source_type: 'function',
        source_name: 'fn_order',
        version: 2,
      });
      const same = await put(id, { source_name: 'fn_order' });
      expect(bodyOf(same).version).toBe(2);
      await put(id, { description: 'only words' });
      expect((await sourceOf(id))?.dataset_source?.version).toBe(2);
    });

    it('against the state that was read', async () => {
      const { id } = await make();
      expect((await put(id, { description: 'a' }, { headers: { 'if-match': '"v1"' } })).status).toBe(200);
      const stale = await put(id, { description: 'b' }, { headers: { 'if-match': '"v1"' } });
      expect([stale.status, stale.json()]).toEqual([
        412,
        expect.objectContaining({ code: 'precondition-failed' }),
      ]);
      const both = await Promise.all(
        ['c', 'd'].map((description) => put(id, { description }, { headers: { 'if-match': '"v2"' } })),
      );
      expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 412]));
      const gone = await report.call(`${PATH}/${id}`, { method: 'DELETE', headers: { 'if-match': '"v1"' } });
      expect(gone.status).toBe(412);
    });

    it('by the platform alone when they are platform-wide, with a warning when they are standard', async () => {
      const { id } = await make({ organization_id: null, is_standard: true }, { roles: ['platform_admin'] });
      expect((await put(id, { description: 'mine' })).status).toBe(403);
      const answer = await put(id, { description: 'ours' }, { roles: ['platform_admin'] });
      expect(bodyOf(answer)).toMatchObject({ version: 2, warnings: [{ code: 'standard-template' }] });
    });

    it('without changing the figures of another report that shares their source', async () => {
      const first = await make();
      const second = await make();
      const shared = (await sourceOf(first.id))?.dataset_source_id;
      await report.database.withTenant(report.acme, (tx) =>
        tx.tb_report_template.update({ where: { id: second.id }, data: { dataset_source_id: shared } }),
      );
      expect((await put(second.id, { source_name: 'v_other' })).status).toBe(200);
      expect((await sourceOf(first.id))?.dataset_source).toMatchObject({
        source_name: 'v_order',
        version: 1,
      });
      expect((await sourceOf(second.id))?.dataset_source?.source_name).toBe('v_other');
    });

    it('are not there for a foreign organization', async () => {
      const { id } = await make();
      const foreign = { org: 'GLOBEX' };
      for (const [method, path] of [
        ['GET', ''],
        ['PUT', ''],
        ['DELETE', ''],
        ['GET', '/dialog'],
        ['POST', '/check'],
        ['POST', '/preview'],
        ['GET', '/versions'],
        ['GET', '/versions/1'],
        ['POST', '/versions/1/restore'],
        ['GET', '/export'],
      ] as const) {
        const body = method === 'PUT' || path === '/preview' ? {} : undefined;
        const answer = await report.call(`${PATH}/${id}${path}`, { method, body, ...foreign });
        expect([method, path, answer.status]).toEqual([method, path, 404]);
      }
      expect((await report.call(`${PATH}/not-an-id`)).status).toBe(404);
    });
  });

  describe('are removed', () => {
    it('softly, with their own source', async () => {
      const { id } = await make();
      expect((await report.call(`${PATH}/${id}`, { method: 'DELETE' })).status).toBe(204);
      expect((await report.call(`${PATH}/${id}`)).status).toBe(404);
      const row = await sourceOf(id);
      expect(row).toMatchObject({ is_active: false, deleted_by_id: USER });
      expect(row?.dataset_source?.deleted_at).toBeInstanceOf(Date);
      expect((await auditOf(id)).at(-1)).toMatchObject({ action: 'template.delete', after_digest: null });
      expect((await report.call(`${PATH}/${id}`, { method: 'DELETE' })).status).toBe(404);
    });

    it('unless they are standard, whoever asks', async () => {
      const { id } = await make({ organization_id: null, is_standard: true }, { roles: ['platform_admin'] });
      for (const roles of [['org_admin'], ['platform_admin']]) {
        const answer = await report.call(`${PATH}/${id}`, { method: 'DELETE', roles });
        expect([answer.status, answer.json()]).toEqual([
          409,
          expect.objectContaining({ code: 'standard-template' }),
        ]);
      }
      const plain = await make({ organization_id: null }, { roles: ['platform_admin'] });
      expect((await report.call(`${PATH}/${plain.id}`, { method: 'DELETE' })).status).toBe(403);
      expect(
        (await report.call(`${PATH}/${plain.id}`, { method: 'DELETE', roles: ['platform_admin'] })).status,
      ).toBe(204);
    });
  });

  describe('keep their history', () => {
    it('and come back as they were, as a new version', async () => {
      const { id, name } = await make({ description: 'first' });
      await report.call(`${PATH}/${id}`, {
        method: 'PUT',
        body: { description: 'second', source_name: 'v_new' },
      });
      const listed = await report.call(`${PATH}/${id}/versions`);
      expect(listed.json()).toMatchObject({
        items: [{ version: 2 }, { version: 1 }],
        total: 2,
        next_cursor: null,
      });
      const first = await report.call(`${PATH}/${id}/versions/1`);
      expect(first.json()).toMatchObject({
        version: 1,
        snapshot: { name, description: 'first', source_name: 'v_order' },
      });

      const restored = await report.call(`${PATH}/${id}/versions/1/restore`, { method: 'POST' });
      expect(restored.status).toBe(200);
      expect(bodyOf(restored)).toMatchObject({ version: 3, description: 'first', source_name: 'v_order' });
      expect((await sourceOf(id))?.dataset_source).toMatchObject({ source_name: 'v_order' });
      expect((await auditOf(id)).at(-1)).toMatchObject({ action: 'template.restore' });
      expect((await report.call(`${PATH}/${id}/versions/9/restore`, { method: 'POST' })).status).toBe(404);
      expect((await report.call(`${PATH}/${id}/versions/x`)).status).toBe(404);
    });

    it('and travel as a document', async () => {
      const { id, name } = await make({
        signature_config: { blocks: [{ key: 'a', label: 'Buyer' }] },
        allow_business_unit: ['T01'],
        default_filters: { status: ['sent'] },
      });
      const exported = await report.call(`${PATH}/${id}/export`);
      expect(exported.headers.get('content-disposition')).toBe(
        `attachment; filename="${String(name)}.template.json"`,
      );
      const document = exported.json() as object;
      const again = await report.call(`${PATH}/import`, { method: 'POST', body: document });
      expect([again.status, again.json()]).toEqual([
        409,
        expect.objectContaining({ code: 'template-name-taken' }),
      ]);
      const copy = await report.call(`${PATH}/import?name=Copy`, { method: 'POST', body: document });
      expect(copy.status).toBe(201);
      const abroad = await report.call(`${PATH}/import`, { method: 'POST', body: document, org: 'GLOBEX' });
      expect(bodyOf(abroad)).toMatchObject({
        organization_id: report.globex,
        allow_business_unit: ['T01'],
        version: 1,
      });
      const back = await report.call(`${PATH}/${bodyOf(abroad).id}/export`, { org: 'GLOBEX' });
      expect(back.json()).toEqual(document);
      const wrong = await report.call(`${PATH}/import`, {
        method: 'POST',
        body: { ...document, format: 'galley-template/9' },
      });
      expect([wrong.status, wrong.json()]).toEqual([
        422,
        expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/format' })] }),
      ]);
    });
  });

  describe('are listed', () => {
    it('by kind, group, state and words, page by page', async () => {
      const group = { report_group: 'Listed' };
      for (const name of ['Listed B', 'Listed A', 'Listed C']) await make({ ...group, name });
      await make({ ...group, name: 'Listed off', is_active: false });
      await make({ ...group, name: 'Listed print', kind: 'print' });
      const all = await report.call(`${PATH}?report_group=Listed`);
      expect(namesOf(all)).toEqual(['Listed A', 'Listed B', 'Listed C', 'Listed off']);
      expect(namesOf(await report.call(`${PATH}?report_group=Listed&kind=print`))).toEqual(['Listed print']);
      expect(namesOf(await report.call(`${PATH}?report_group=Listed&is_active=false`))).toEqual([
        'Listed off',
      ]);
      expect(namesOf(await report.call(`${PATH}?q=listed%20b`))).toEqual(['Listed B']);
      const page = await report.call(`${PATH}?report_group=Listed&limit=2&sort=-name`);
      const { next_cursor, total } = page.json() as { next_cursor: string; total: number };
      expect([namesOf(page), total]).toEqual([['Listed off', 'Listed C'], 4]);
      const next = await report.call(`${PATH}?report_group=Listed&limit=2&sort=-name&cursor=${next_cursor}`);
      expect(namesOf(next)).toEqual(['Listed B', 'Listed A']);
      expect((await report.call(`${PATH}?kind=letter`)).status).toBe(422);
      expect((await report.call(`${PATH}?sort=content`)).status).toBe(422);
    });
  });
});
