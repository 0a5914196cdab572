import { faultsOf, PackApi, type CallOptions } from '../../../test/support/pack-api.js';

const KARI: CallOptions = { roles: ['peer_mentor'], sub: '0199aaaa-0000-7000-8000-0000000000a1' };
const OLA: CallOptions = { roles: ['peer_mentor'], sub: '0199aaaa-0000-7000-8000-0000000000a2' };
const MEMBER: CallOptions = { roles: ['member'] };
const COORDINATOR: CallOptions = { roles: ['coordinator'] };

describe('rights to records of the grants pack', () => {
  let api: PackApi;
  let led: string;
  let others: string;
  let event: string;
  const body = { unit_code: 'U', type: 'Treff', date: '2025-06-01', duration_min: 30 };

  beforeAll(async () => {
    api = await PackApi.start('grants');
    await api.make('organization-units', { kind: 'local', code: 'U', name: 'Unit' });
    for (const code of ['C1', 'C2', 'C3']) await api.make('contacts', { code, name: code });
    await api.make('peer-mentors', { code: 'KARI', name: 'Kari', user_id: KARI.sub });
    await api.make('peer-mentors', { code: 'OLA', name: 'Ola', user_id: OLA.sub });
    await api.make('peer-mentors', { code: 'LIV', name: 'Liv' });
    const activity = async (reference: string, peer_mentors: string[], contacts: string[]) =>
      (await api.make('activities', { ...body, reference, notes: 'Secret', peer_mentors, contacts })).id;
    led = await activity('LED', ['KARI', 'LIV'], ['C1']);
    others = await activity('OTHERS', ['OLA'], ['C2']);
    event = (
      await api.make('events', {
        unit_code: 'U',
        code: 'E',
        name: 'Event',
        date: '2025-06-01',
        activity_reference: 'OTHERS',
        attendees: [{ line_no: 1, person_key: 'P-1' }],
      })
    ).id;
  });
  afterAll(() => api?.stop());

  const names = async (name: string, field: string, who: CallOptions): Promise<unknown[]> => {
    const { status, body: page } = await api.call('GET', `${name}?sort=created_at`, undefined, who);
    return status === 200 ? page.items.map((item) => item[field]) : [status];
  };

  it('give coordinators all of the organization', async () => {
    expect(await names('activities', 'reference', COORDINATOR)).toEqual(['LED', 'OTHERS']);
    expect(await names('contacts', 'code', COORDINATOR)).toEqual(['C1', 'C2', 'C3']);
    expect(await names('peer-mentors', 'code', COORDINATOR)).toEqual(['KARI', 'OLA', 'LIV']);
  });

  it('give peer mentors the activities they led, whom they met there and with whom they led', async () => {
    expect(await names('activities', 'reference', KARI)).toEqual(['LED']);
    expect(await names('contacts', 'code', KARI)).toEqual(['C1']);
    expect(await names('peer-mentors', 'code', KARI)).toEqual(['KARI', 'LIV']);
    expect((await api.call('GET', `activities/${led}`, undefined, KARI)).body).toMatchObject({
      notes: 'Secret',
      contacts: [{ contact_code: 'C1' }],
      peer_mentors: [{ peer_mentor_code: 'KARI' }, { peer_mentor_code: 'LIV' }],
    });
    expect((await api.call('GET', `activities/${others}`, undefined, KARI)).status).toBe(404);
    expect((await api.call('GET', `events/${event}`, undefined, KARI)).body['attendees']).toEqual([]);
    expect((await api.call('GET', `events/${event}`, undefined, OLA)).body['attendees']).toMatchObject([
      { person_key: 'P-1' },
    ]);
  });

  it('give members activities and units, and no people', async () => {
    expect(await names('activities', 'reference', MEMBER)).toEqual(['LED', 'OTHERS']);
    expect(await names('organization-units', 'code', MEMBER)).toEqual(['U']);
    expect(await names('contacts', 'code', MEMBER)).toEqual([403]);
    expect(await names('peer-mentors', 'code', MEMBER)).toEqual([403]);
    expect((await api.call('GET', `activities/${led}`, undefined, MEMBER)).body).toMatchObject({
      notes: null,
      contacts: [],
      peer_mentors: [],
    });
    // Nor do they learn by asking.
    expect((await api.call('GET', 'activities?notes=Secret', undefined, MEMBER)).body.total).toBe(0);
    expect((await api.call('GET', 'activities?notes=Secret', undefined, COORDINATOR)).body.total).toBe(2);
    expect((await api.call('GET', `events/${event}`, undefined, MEMBER)).body['attendees']).toEqual([]);
  });

  it('let peer mentors record activities, which are pending and theirs', async () => {
    const made = await api.make(
      'activities',
      { ...body, reference: 'OWN', peer_mentors: ['KARI'], contacts: ['C1'] },
      KARI,
    );
    expect(made).toMatchObject({ approval_status: 'pending', created_by_id: KARI.sub });
    const path = `activities/${made.id}`;
    const changed = await api.call('PATCH', path, { duration_min: 45, contacts: [] }, KARI);
    expect(changed.body).toMatchObject({ duration_min: 45, contacts: [], version: 2 });
    // Whom they have not met they cannot name.
    const stranger = await api.call('PATCH', path, { contacts: ['C2'] }, KARI);
    expect(faultsOf(stranger)).toEqual([['/contacts/0/contact_code', 'there is no contact "C2"']]);
    const [c2] = (await api.call('GET', 'contacts?code=C2')).body.items;
    const byId = await api.call('PATCH', path, { contacts: [c2?.['id']] }, KARI);
    expect([byId.status, faultsOf(byId)[0]?.[0]]).toEqual([422, '/contacts/0/contact_id']);
    const unled = await api.make('activities', { ...body, reference: 'WRITTEN' }, KARI);
    expect((await api.call('GET', `activities/${unled.id}`, undefined, KARI)).status).toBe(200);
    expect((await api.call('GET', `activities/${unled.id}`, undefined, OLA)).status).toBe(404);
    expect((await api.call('PATCH', `activities/${led}`, { title: 'Ours' }, KARI)).status).toBe(200);
    expect((await api.call('PATCH', `activities/${others}`, { title: 'x' }, KARI)).status).toBe(404);
  });

  it('let nobody else say that an activity is approved', async () => {
    const stated = await api.call('POST', 'activities', { ...body, approval_status: 'approved' }, KARI);
    expect([stated.status, faultsOf(stated)[0]?.[0]]).toEqual([403, '/approval_status']);
    const pending = await api.call('POST', 'activities', { ...body, approval_status: 'pending' }, KARI);
    expect(pending.status).toBe(201);
    const items = [{ ...body, approval_status: 'approved' }];
    expect((await api.call('POST', 'activities/bulk', { items }, KARI)).status).toBe(403);
  });

  it('take an activity out of the hands of a peer mentor once somebody has decided', async () => {
    const { id } = await api.make('activities', { ...body, peer_mentors: ['KARI'] }, KARI);
    await api.call('POST', `activities/${id}/approve`, {}, COORDINATOR);
    for (const change of [{ duration_min: 600 }, { peer_mentors: [] }, { contacts: ['C1'] }]) {
      const refused = await api.call('PATCH', `activities/${id}`, change, KARI);
      expect([change, refused.status, refused.body.code]).toEqual([change, 403, 'forbidden']);
    }
    expect((await api.call('GET', `activities/${id}`, undefined, KARI)).body).toMatchObject({
      duration_min: 30,
      peer_mentors: [{ peer_mentor_code: 'KARI' }],
    });
  });

  it.each([
    ['DELETE', 'activities/{led}', undefined],
    ['POST', 'activities/{led}/approve', {}],
    ['POST', 'activities/approve', { ids: [] }],
    ['POST', 'contacts', { code: 'C9', name: 'New' }],
    ['POST', 'peer-mentors', { code: 'P9', name: 'New' }],
    ['POST', 'organization-units', { kind: 'local', code: 'U9', name: 'New' }],
    ['POST', 'contact-categories', { code: 'K9', name: 'New' }],
    ['POST', 'labels', { internal: 'New', key: 'group' }],
    ['POST', 'periods', { start_date: '2025-01-01', end_date: '2025-12-31' }],
    ['POST', 'events', { unit_code: 'U', code: 'E9', name: 'New', date: '2025-01-01' }],
  ])('refuse peer mentors everything else: %s %s', async (method, path, sent) => {
    for (const who of [KARI, MEMBER]) {
      expect((await api.call(method, path.replace('{led}', led), sent, who)).status).toBe(403);
    }
  });

  it('refuse files of everybody but coordinators and above', async () => {
    const file = 'unit_code,type,date,duration_min\nU,Treff,2025-06-01,30';
    for (const role of ['peer_mentor', 'member']) {
      expect((await api.importFile('activities', file, { roles: [role] })).status).toBe(403);
    }
    expect((await api.importFile('activities', file, { roles: ['coordinator'] })).status).toBe(200);
  });
});
