import { grantsRecords } from '@galley/pack-grants/records';
import { exampleBody } from '../../records/http/record-examples.js';
import { RecordCatalog } from '../../records/shape/record-catalog.js';
import { faultsOf, PackApi } from '../../../test/support/pack-api.js';

const catalog = new RecordCatalog(grantsRecords);

describe('records of the grants pack', () => {
  let api: PackApi;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    api = await PackApi.start('grants');
    for (const { entity } of catalog.all) {
      ids.set(
        entity.name,
        (await api.make(entity.name, exampleBody(catalog.of(`grants.${entity.name}`)))).id,
      );
    }
  });
  afterAll(() => api?.stop());

  const at = (name: string): string => `${name}/${ids.get(name)}`;

  it('are created by the examples of the API document, in the order of their references', () => {
    expect([...ids.keys()]).toEqual(grantsRecords.map(({ name }) => name));
  });

  it('BU-B-1: are nobody else’s: another organization finds nothing at any of their addresses', async () => {
    const rival = { org: 'rival' };
    for (const [name, id] of ids) {
      const body = exampleBody(catalog.of(`grants.${name}`));
      const answers = await Promise.all([
        api.call('GET', `${name}/${id}`, undefined, rival),
        api.call('PUT', `${name}/${id}`, body, rival),
        api.call('PATCH', `${name}/${id}`, body, rival),
        api.call('DELETE', `${name}/${id}`, undefined, rival),
      ]);
      const { body: listed } = await api.call('GET', name, undefined, rival);
      expect([name, answers.map(({ status }) => status), listed.total]).toEqual([
        name,
        [404, 404, 404, 404],
        0,
      ]);
    }
    expect((await api.call('POST', `${at('activities')}/approve`, {}, rival)).status).toBe(404);
    const several = await api.call('POST', 'activities/approve', { ids: [ids.get('activities')] }, rival);
    expect(faultsOf(several)).toEqual([['/ids/0', 'there is no activity of this id']]);
    expect((await api.call('GET', 'organization-units/tree', undefined, rival)).body.items).toEqual([]);
    const naming = await api.call(
      'POST',
      'activities',
      { unit_id: ids.get('organization-units'), type: 'x', date: '2025-01-01', duration_min: 1 },
      rival,
    );
    expect(faultsOf(naming)).toEqual([['/unit_id', 'there is no organization unit of this id']]);
  });

  describe('of activities', () => {
    const body = { unit_code: 'OSLO', type: 'Treff', date: '2025-06-01T10:00:00Z', duration_min: 30 };

    it('need no reference, and are then as many as there are', async () => {
      const first = await api.make('activities', body);
      const second = await api.make('activities', body);
      expect([first.reference, first.id === second.id]).toEqual([null, false]);
      const bulk = await api.call('POST', 'activities/bulk', { items: [body, body] });
      expect(bulk.body).toMatchObject({ created: 2 });
      const twin = await api.call('POST', 'activities', { ...body, reference: 'A-2025-001' });
      expect(twin.status).toBe(409);
    });

    it('name peer mentors and contacts by id, by code, or as answers have them', async () => {
      const other = await api.make('contacts', { code: 'C-002', name: 'Per' });
      const made = await api.make('activities', {
        ...body,
        peer_mentors: [ids.get('peer-mentors')],
        contacts: ['C-002', { contact_code: 'C-001' }],
      });
      expect(made).toMatchObject({
        peer_mentors: [{ peer_mentor_id: ids.get('peer-mentors'), peer_mentor_code: 'PM-001' }],
        contacts: [{ contact_code: 'C-001' }, { contact_id: other.id, contact_code: 'C-002' }],
      });
      const path = `activities/${made.id}`;
      const fewer = await api.call('PATCH', path, { contacts: ['C-002'] });
      expect(fewer.body).toMatchObject({
        version: 2,
        contacts: [{ contact_code: 'C-002' }],
        peer_mentors: [{ peer_mentor_code: 'PM-001' }],
      });
      const twice = await api.call('PATCH', path, { contacts: ['C-002', other.id] });
      expect(faultsOf(twice)).toEqual([['/contacts/1', 'names the same contact twice']]);
      const nobody = await api.call('PATCH', path, { peer_mentors: ['PM-999'] });
      expect(faultsOf(nobody)).toEqual([
        ['/peer_mentors/0/peer_mentor_code', 'there is no peer mentor "PM-999"'],
      ]);
      const gone = await api.call('DELETE', at('peer-mentors'));
      expect([gone.status, gone.body['referred_by']]).toEqual([409, 'activity_peer_mentor']);
    });

    it('take a plain day for its first moment in the zone of the organization', async () => {
      const made = await api.make('activities', { ...body, date: '2025-07-01' });
      expect(made['date']).toBe('2025-06-30T22:00:00.000Z');
      const faulty = await api.call('POST', 'activities', { ...body, date: '2025-02-30' });
      expect(faultsOf(faulty)).toEqual([
        ['/date', 'date must be an instant with its offset: 2026-06-30T06:00:00Z'],
      ]);
    });

    it.each([
      ['/duration_min', { duration_min: 0 }, 'duration_min must be from 1 to 1440'],
      ['/duration_min', { duration_min: 1441 }, 'duration_min must be from 1 to 1440'],
      [
        '/location_country',
        { location_country: 'XX' },
        'location_country must be the two letters of ISO 3166-1, such as NO',
      ],
      ['/unit_code', { unit_code: 'NOWHERE' }, 'there is no organization unit "NOWHERE"'],
      ['/unit_code', { unit_code: undefined }, 'unit_code is required, or unit_id'],
      ['/decided_at', { decided_at: '2025-01-01T00:00:00Z' }, 'decided_at cannot be set'],
    ])('refuse what is wrong in %s: %j', async (pointer, change, detail) => {
      expect(faultsOf(await api.call('POST', 'activities', { ...body, ...change }))).toEqual([
        [pointer, detail],
      ]);
    });

    it('are of units that are active, and stay when theirs has closed', async () => {
      await api.make('organization-units', { kind: 'local', code: 'CLOSING', name: 'Closing' });
      const { id } = await api.make('activities', { ...body, unit_code: 'CLOSING' });
      const [unit] = (await api.call('GET', 'organization-units?code=CLOSING')).body.items;
      await api.call('PATCH', `organization-units/${String(unit?.['id'])}`, { is_active: false });
      const refused = await api.call('POST', 'activities', { ...body, unit_code: 'CLOSING' });
      expect([refused.status, faultsOf(refused)]).toEqual([
        422,
        [['/unit_id', 'unit_id must be a unit that is active']],
      ]);
      expect((await api.call('PATCH', `activities/${id}`, { title: 'Old' })).status).toBe(200);
      const moved = await api.call('PATCH', at('activities'), { unit_code: 'CLOSING' });
      expect(moved.status).toBe(422);
    });

    it('are found by state, unit and days of the organization', async () => {
      await api.make('organization-units', { kind: 'local', code: 'FIND', name: 'Find' });
      const make = (reference: string, date: string, approval_status = 'pending') =>
        api.make('activities', { ...body, unit_code: 'FIND', reference, date, approval_status });
      await make('F-1', '2025-12-30T23:00:00Z');
      await make('F-2', '2025-12-31T22:59:59Z', 'approved');
      await make('F-3', '2025-12-31T23:00:00Z', 'approved');
      const found = async (query: string) =>
        (await api.call('GET', `activities?unit_code=FIND&sort=date&${query}`)).body.items.map(
          ({ reference }) => reference,
        );
      expect(await found('approval_status=pending')).toEqual(['F-1']);
      expect(await found('approval_status[ne]=pending')).toEqual(['F-2', 'F-3']);
      expect(await found('date=2025-12-31')).toEqual(['F-1', 'F-2']);
      expect(await found('date[gte]=2025-12-31&date[lte]=2025-12-31')).toEqual(['F-1', 'F-2']);
      expect(await found('date[gt]=2025-12-31')).toEqual(['F-3']);
      expect(await found('date[lt]=2025-12-31')).toEqual([]);
      expect(await found('date[gte]=2025-12-31T23:00:00Z')).toEqual(['F-3']);
      expect(await found('q=f-2')).toEqual(['F-2']);
    });
  });

  describe('of events', () => {
    const body = { unit_code: 'OSLO', code: 'EVENT', name: 'Open day', date: '2025-05-01' };

    it('have attendees that are a person or a number of people', async () => {
      const made = await api.make('events', {
        ...body,
        activity_reference: 'A-2025-001',
        attendees: [
          { line_no: 1, person_key: 'P-1' },
          { line_no: 2, anonymous_count: 7 },
        ],
      });
      expect(made).toMatchObject({
        activity_id: ids.get('activities'),
        attendees: [{ person_key: 'P-1' }, { anonymous_count: 7 }],
      });
      for (const attendee of [{}, { person_key: 'P-1', anonymous_count: 1 }]) {
        const refused = await api.call('POST', 'events', {
          ...body,
          code: 'WRONG',
          attendees: [{ line_no: 1, ...attendee }],
        });
        expect(faultsOf(refused)).toEqual([
          ['/attendees', 'attendees must each have either person_key or anonymous_count'],
        ]);
      }
    });
  });

  describe('of labels', () => {
    it('BU-B-10: map each name once, however it is capitalised, and several to one key', async () => {
      await api.make('labels', { internal: 'Samling', key: 'group' });
      await api.make('labels', { internal: 'Kurs', key: 'course', bufdir_label: 'Kurs' });
      const again = await api.call('POST', 'labels', { internal: 'SAMLING', key: 'course' });
      expect([again.status, again.body.detail]).toEqual([
        409,
        'Is mapped already, however it is capitalised.',
      ]);
      // The same words may name a category.
      await api.make('labels', { kind: 'contact_category', internal: 'Samling', key: 'relative' });
      const { body } = await api.call('GET', 'labels?key=group&kind=activity_type&sort=internal');
      expect(body.items.map(({ internal }) => internal)).toEqual(['Samling', 'Treff']);
      await api.make('labels', { internal: 'Samling', key: 'group' }, { org: 'rival' });
    });
  });

  describe('of periods', () => {
    it.each([
      ['2024-01-01', '2024-12-31', '2024', 'year'],
      ['2024-07-01', '2024-12-31', 'H2 2024', 'half_year'],
      ['2024-04-01', '2024-06-30', 'Q2 2024', 'quarter'],
      ['2024-02-01', '2024-04-30', '2024-02-01 – 2024-04-30', 'custom'],
      ['2024-02-29', '2024-02-29', '2024-02-29 – 2024-02-29', 'custom'],
    ])('are called by their days: %s to %s is %s', async (start_date, end_date, label, kind) => {
      expect(await api.make('periods', { start_date, end_date })).toMatchObject({ label, kind });
    });

    it('end no earlier than they begin, are each there once, and never become others', async () => {
      const wrong = await api.call('POST', 'periods', { start_date: '2023-02-01', end_date: '2023-01-31' });
      expect(faultsOf(wrong)).toEqual([['/end_date', 'end_date must not be before start_date']]);
      const body = { start_date: '2023-01-01', end_date: '2023-01-31' };
      const { id } = await api.make('periods', body);
      expect((await api.call('POST', 'periods', body)).status).toBe(409);
      const moved = await api.call('PATCH', `periods/${id}`, { end_date: '2023-02-28' });
      expect(faultsOf(moved)).toEqual([['/end_date', 'end_date cannot be changed']]);
      expect((await api.call('PATCH', `periods/${id}`, { label: 'Oppstart' })).body).toMatchObject({
        label: 'Oppstart',
      });
    });

    it('BU-B-13: stay while they have reports', async () => {
      const { id } = await api.make('periods', { start_date: '2022-01-01', end_date: '2022-12-31' });
      await api.service.admin.query(
        `insert into grants.bufdir_report (id, organization_id, period_id, reporting_period_start, reporting_period_end,
           period_label, report_version, hierarchy_scope, bufdir_schema_version, generated_by)
         select gen_random_uuid(), p.organization_id, p.id, p.start_date, p.end_date, p.label, 1, jsonb_build_object(
           'organization_id', p.organization_id, 'region_ids', '[]'::jsonb, 'local_association_ids', '[]'::jsonb),
           '2025-v1', gen_random_uuid()
         from grants.report_period p where p.id = $1`,
        [id],
      );
      const refused = await api.call('DELETE', `periods/${id}`);
      expect([refused.status, refused.body.detail]).toEqual([409, 'The period has reports and stays.']);
      await api.service.admin.query(
        `update grants.bufdir_report set deleted_at = now() where period_id = $1`,
        [id],
      );
      expect((await api.call('DELETE', `periods/${id}`)).status).toBe(204);
    });

    it('are made for whole years at once, and found when they are there', async () => {
      const wish = { kind: 'quarterly', year_from: 2010, year_to: 2011 };
      const custom = await api.make('periods', {
        start_date: '2010-04-01',
        end_date: '2010-06-30',
        label: 'Vår',
      });
      const made = await api.call('POST', 'periods/generate', wish);
      expect([made.status, made.body['created']]).toEqual([200, 7]);
      expect(made.body.items.map(({ label }) => label)).toEqual([
        'Q1 2010',
        'Vår',
        'Q3 2010',
        'Q4 2010',
        'Q1 2011',
        'Q2 2011',
        'Q3 2011',
        'Q4 2011',
      ]);
      expect(made.body.items[1]).toMatchObject({ id: custom.id, is_new: false });
      const both = await Promise.all([1, 2].map(() => api.call('POST', 'periods/generate', wish)));
      expect(both.map(({ body }) => body['created'])).toEqual([0, 0]);
      expect(both[0]?.body.items.map(({ id }) => id)).toEqual(made.body.items.map(({ id }) => id));
      for (const [kind, label] of [
        ['yearly', '2012'],
        ['half_year', 'H1 2012'],
      ]) {
        const { body } = await api.call('POST', 'periods/generate', { kind, year_from: 2012, year_to: 2012 });
        expect(body.items[0]).toMatchObject({ label, is_new: true });
      }
      const backwards = await api.call('POST', 'periods/generate', { ...wish, year_to: 2009 });
      expect(faultsOf(backwards)[0]?.[0]).toBe('/year_to');
      const member = await api.call('POST', 'periods/generate', wish, { roles: ['member'] });
      expect(member.status).toBe(403);
    });

    it('are made once although several ask at the same time', async () => {
      const wish = { kind: 'half_year', year_from: 2015, year_to: 2019 };
      const answers = await Promise.all([1, 2, 3].map(() => api.call('POST', 'periods/generate', wish)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(answers.reduce((sum, { body }) => sum + Number(body['created']), 0)).toBe(10);
    });
  });
});
