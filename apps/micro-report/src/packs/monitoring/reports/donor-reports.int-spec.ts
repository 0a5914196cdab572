import { randomUUID } from 'node:crypto';
import { DonorReportsHouse, problemOf, type ReportJson } from './testing/donor-reports-house.js';

const KINDS = 'narrative logframe indicator_table indicator_chart activities participants budget annex'.split(
  ' ',
);

describe('reports to donors', () => {
  let house: DonorReportsHouse;

  beforeAll(async () => {
    house = await DonorReportsHouse.open();
  });
  afterAll(() => house?.close());

  const kindsOf = ({ sections }: ReportJson) => sections.map(({ kind }) => kind);

  it('ME-16: have a section of each kind, in the order of donors, unless said otherwise', async () => {
    const answer = await house.send('POST', '', house.quarter());
    const report = answer.body as unknown as ReportJson;
    expect([answer.status, answer.headers.get('location'), answer.headers.get('etag')]).toEqual([
      201,
      `/api/monitoring/reports/${report.id}`,
      '"v1"',
    ]);
    expect(kindsOf(report)).toEqual(KINDS);
    expect(report).toMatchObject({
      status: 'draft',
      revision: 0,
      language: 'en',
      share_url: null,
      start_date: '2026-01-01',
    });
    expect(await house.read(report.id)).toEqual(report);
    expect(await house.actionsOn(report.id)).toEqual(['donor-report.create']);
  });

  it('are made once for an Idempotency-Key', async () => {
    const call = { headers: { 'idempotency-key': randomUUID() } };
    const first = await house.created({}, call);
    expect((await house.created({}, call)).id).toBe(first.id);
    const other = await house.send('POST', '', { ...house.quarter(), title: 'Other' }, call);
    expect(problemOf(other)).toEqual([422, 'idempotency-key-reuse']);
  });

  describe('ME-15: the days of', () => {
    const P2 = { of: 'p2' } as const;
    it.each([
      ['quarterly', '2026-01-01', '2026-03-31', {}, 201],
      ['quarterly', '2026-10-01', '2026-12-31', {}, 201],
      ['quarterly', '2026-01-01', '2026-03-30', {}, 422],
      ['quarterly', '2026-01-02', '2026-03-31', {}, 422],
      ['quarterly', '2026-01-01', '2026-06-30', {}, 422],
      ['quarterly', '2026-02-01', '2026-04-30', {}, 422],
      // The year of P2 begins in February.
      ['quarterly', '2026-02-01', '2026-04-30', P2, 201],
      ['quarterly', '2026-01-01', '2026-03-31', P2, 201],
      ['quarterly', '2026-03-01', '2026-05-31', P2, 422],
      ['annual', '2026-01-01', '2026-12-31', {}, 201],
      ['annual', '2024-02-01', '2025-01-31', P2, 201],
      ['annual', '2024-02-01', '2025-01-31', {}, 422],
      ['annual', '2026-07-01', '2027-06-30', {}, 422],
      ['annual', '2026-01-01', '2026-03-31', {}, 422],
      ['ad_hoc', '2026-01-17', '2026-01-17', {}, 201],
    ])(
      'a %s report, %s to %s %j: %i',
      async (report_type, start_date, end_date, { of }: { of?: 'p2' }, status) => {
        const project = of ? { project_id: house.p2, program_donor_id: null } : {};
        const answer = await house.send('POST', '', {
          ...house.quarter(),
          ...project,
          report_type,
          start_date,
          end_date,
        });
        expect(answer.status).toBe(status);
        if (status === 422)
          expect(answer.body).toMatchObject({ code: 'report-range-type', report_type, start_date, end_date });
      },
    );

    it('a report are asked again when they change, by SQL too', async () => {
      const { id } = await house.created();
      expect(problemOf(await house.send('PATCH', `/${id}`, { report_type: 'annual' }))).toEqual([
        422,
        'report-range-type',
      ]);
      expect(
        (await house.send('PATCH', `/${id}`, { report_type: 'annual', end_date: '2026-12-31' })).status,
      ).toBe(200);
      await expect(
        house.admin.query(`update monitoring.report set end_date = '2026-12-30' where id = $1`, [id]),
      ).rejects.toMatchObject({ constraint: 'report_range_type' });
    });
  });

  it('refuse what cannot be', async () => {
    const refused = async (body: object) =>
      problemOf(await house.send('POST', '', { ...house.quarter(), ...body }));
    expect(await refused({ end_date: '2025-12-31' })).toEqual([422, 'invalid']);
    expect(await refused({ start_date: '2026-02-30' })).toEqual([422, 'invalid']);
    expect(await refused({ title: '' })).toEqual([422, 'invalid']);
    expect(await refused({ language: 'de' })).toEqual([422, 'invalid']);
    expect(await refused({ sections: [] })).toEqual([422, 'invalid']);
    expect(await refused({ sections: [{ kind: 'narrative', body: 'half \ud800' }] })).toEqual([
      422,
      'invalid',
    ]);
    expect(await refused({ sections: [{ kind: 'poem' }] })).toEqual([422, 'invalid']);
    expect(await refused({ sections: [{ kind: 'annex', config: [] }] })).toEqual([422, 'invalid']);
    expect(await refused({ sections: [{ kind: 'budget', config: { currency: 'EUR' } }] })).toEqual([
      422,
      'invalid',
    ]);
    expect(await refused({ program_donor_id: randomUUID() })).toEqual([422, 'invalid']);
    // A grant of another program.
    expect(await refused({ project_id: house.p2 })).toEqual([422, 'invalid']);
    expect(await refused({ project_id: randomUUID() })).toEqual([404, 'not-found']);
  });

  it('are replaced as a whole, and changed in parts', async () => {
    const made = await house.created({ language: 'fr' });
    const { project_id: _stays, program_donor_id: _grant, ...quarter } = house.quarter();
    const sections = [
      { kind: 'budget', title: 'Money', config: { group_by: 'currency' } },
      { kind: 'narrative', body: 'One.\n\nTwo.' },
    ];
    const { body: replaced } = await house.send('PUT', `/${made.id}`, { ...quarter, title: 'New', sections });
    expect(replaced).toMatchObject({
      title: 'New',
      language: 'en',
      program_donor_id: null,
      project_id: house.p1,
      sections: [
        { order_index: 0, kind: 'budget', title: 'Money', body: null, config: { group_by: 'currency' } },
        { order_index: 1, kind: 'narrative', title: null, body: 'One.\n\nTwo.', config: {} },
      ],
    });
    const { body: changed } = await house.send('PATCH', `/${made.id}`, { language: 'ar' });
    expect(changed).toMatchObject({ title: 'New', language: 'ar', sections: replaced.sections });
    expect(problemOf(await house.send('PATCH', `/${made.id}`, { project_id: house.p2 }))).toEqual([
      422,
      'invalid',
    ]);
    expect(await house.actionsOn(made.id)).toEqual(
      ['create', 'change', 'change'].map((action) => `donor-report.${action}`),
    );
  });

  it('change only as they were read', async () => {
    const { id } = await house.created();
    const stale = { headers: { 'if-match': '"v1"' } };
    expect((await house.send('PATCH', `/${id}`, { title: 'A' }, stale)).status).toBe(200);
    for (const [method, path, body] of [
      ['PATCH', '', { title: 'B' }],
      ['POST', '/publish', undefined],
      ['DELETE', '', undefined],
      ['DELETE', '/share', undefined],
    ] as const) {
      expect(problemOf(await house.send(method, `/${id}${path}`, body, stale))).toEqual([
        412,
        'precondition-failed',
      ]);
    }
    expect(await house.read(id)).toMatchObject({ title: 'A', status: 'draft' });
  });

  it('are listed by filters, page by page', async () => {
    const list = async (query: string) => {
      const { body } = await house.call(`?${query}`);
      return (body.items as ReportJson[]).map(({ title }) => title);
    };
    const days = { report_type: 'ad_hoc', start_date: '2030-05-01', end_date: '2030-05-31' };
    await house.created({ ...days, title: 'May' });
    await house.created({
      ...days,
      title: 'June',
      start_date: '2030-06-01',
      end_date: '2030-06-30',
      project_id: house.p2,
      program_donor_id: null,
    });
    expect(await list('from=2030-01-01&sort=start_date')).toEqual(['May', 'June']);
    expect(await list('from=2030-05-31&to=2030-05-31')).toEqual(['May']);
    expect(await list('from=2030-01-01&sort=-title&limit=1')).toEqual(['May']);
    expect(await list(`from=2030-01-01&project_id=${house.p2}`)).toEqual(['June']);
    expect(
      await list(`from=2030-01-01&program_donor_id=${house.grant}&status=draft&report_type=ad_hoc`),
    ).toEqual(['May']);
    expect(await list('from=2030-01-01&status=published')).toEqual([]);
    for (const query of ['status=done', 'from=x', 'sort=share_token', 'project_id=1']) {
      expect(problemOf(await house.call(`?${query}`))).toEqual([422, 'invalid']);
    }
  });

  it('are staff’s, of their projects and their organization', async () => {
    const { id } = await house.created();
    for (const roles of [['member'], ['peer_mentor'], ['sysadmin']]) {
      expect(problemOf(await house.call('', { roles }))).toEqual([403, 'forbidden']);
      expect(problemOf(await house.call(`/${id}`, { roles }))).toEqual([403, 'forbidden']);
    }
    const strangers = [
      { projects: [house.p2] },
      { org: 'GLOBEX' },
      { org: 'GLOBEX', roles: ['global_admin'] },
    ];
    for (const call of strangers) {
      expect(problemOf(await house.call(`/${id}`, call))).toEqual([404, 'not-found']);
      for (const path of ['/revisions', '/revisions/1']) {
        expect(problemOf(await house.call(`/${id}${path}`, call))).toEqual([404, 'not-found']);
      }
      expect(problemOf(await house.send('PATCH', `/${id}`, { title: 'Mine' }, call))).toEqual([
        404,
        'not-found',
      ]);
      expect(problemOf(await house.send('POST', `/${id}/publish`, undefined, call))).toEqual([
        404,
        'not-found',
      ]);
      expect(problemOf(await house.send('POST', `/${id}/share`, {}, call))).toEqual([404, 'not-found']);
      expect(problemOf(await house.send('DELETE', `/${id}`, undefined, call))).toEqual([404, 'not-found']);
      expect(problemOf(await house.send('POST', '', house.quarter(), call))).toEqual([404, 'not-found']);
      expect((await house.call(`?project_id=${house.p1}`, call)).body.items).toEqual([]);
    }
    expect((await house.call(`/${id}`, { projects: [house.p1] })).status).toBe(200);
  });

  it('take null for no value that is left out', async () => {
    const { id } = await house.created();
    for (const name of ['title', 'project_id', 'report_type', 'start_date', 'language', 'sections']) {
      expect(problemOf(await house.send('PATCH', `/${id}`, { [name]: null }))).toEqual([422, 'invalid']);
    }
    expect((await house.send('PATCH', `/${id}`, { program_donor_id: null })).status).toBe(200);
  });

  it('are gone when they are deleted', async () => {
    const { id } = await house.created();
    expect((await house.send('DELETE', `/${id}`)).status).toBe(204);
    expect(problemOf(await house.call(`/${id}`))).toEqual([404, 'not-found']);
    expect(problemOf(await house.send('DELETE', `/${id}`))).toEqual([404, 'not-found']);
    await expect(
      house.admin.query('update monitoring.report set deleted_at = null where id = $1', [id]),
    ).rejects.toMatchObject({ constraint: 'report_final' });
  });
});
