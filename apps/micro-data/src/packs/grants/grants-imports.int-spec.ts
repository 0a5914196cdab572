import ExcelJS from 'exceljs';
import { PackApi } from '../../../test/support/pack-api.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('files of the grants pack', () => {
  let api: PackApi;

  beforeAll(async () => {
    api = await PackApi.start('grants');
    await api.make('organization-units', { kind: 'local', code: 'U', name: 'Unit' });
    for (const code of ['C1', 'C2']) await api.make('contacts', { code, name: code });
    for (const code of ['P1', 'P2']) await api.make('peer-mentors', { code, name: code });
  });
  afterAll(() => api?.stop());
  beforeEach(async () => {
    await api.service.admin.query(
      'truncate grants.activity, grants.activity_contact, grants.activity_peer_mentor, grants.event, grants.event_attendee',
    );
  });

  const listed = async (query = '') => (await api.call('GET', `activities?sort=created_at${query}`)).body;
  const whole = async (reference: string) => {
    const [found] = (await listed(`&reference=${reference}`)).items;
    return (await api.call('GET', `activities/${String(found?.['id'])}`)).body;
  };

  it('tell what is wrong by line and column without writing, and name people in one cell', async () => {
    const file = [
      'reference;unit_code;type;date;duration_min;peer_mentors;contacts;approval_status',
      'A1;U;Treff;2025-03-01;90;P1|P2;C1 | C2;approved',
      'A2;U;Treff;2025-03-02 18:30;45;P1;;',
      'A3;U;Treff;2025-03-02;0;P9;C1|C1;',
      'A4;U;Treff;2025-03-02;30;P1|P1;;',
    ].join('\r\n');
    const tried = await api.importFile('activities', file, { query: '?dry_run=true' });
    expect([tried.status, tried.body]).toEqual([
      200,
      expect.objectContaining({ accepted: 0, rejected: 2, created: 2 }),
    ]);
    expect(tried.body.errors).toEqual([
      { line: 4, column: 5, detail: 'duration_min must be from 1 to 1440' },
      { line: 5, column: 6, detail: 'names the same peer mentor twice' },
    ]);
    expect((await listed()).total).toBe(0);

    const kept = await api.importFile('activities', file, { query: '?mode=partial' });
    expect(kept.body).toMatchObject({ accepted: 2, created: 2, rejected: 2 });
    expect(await whole('A1')).toMatchObject({
      // Midnight, and half past six, in Oslo.
      date: '2025-02-28T23:00:00.000Z',
      approval_status: 'approved',
      peer_mentors: [{ peer_mentor_code: 'P1' }, { peer_mentor_code: 'P2' }],
      contacts: [{ contact_code: 'C1' }, { contact_code: 'C2' }],
    });
    expect(await whole('A2')).toMatchObject({
      date: '2025-03-02T17:30:00.000Z',
      approval_status: 'pending',
      contacts: [],
    });
    const unknown = await api.importFile('activities', file.replace('P1|P2', 'P1|P9'), {
      query: '?dry_run=true',
    });
    expect(unknown.body.errors).toContainEqual({
      line: 2,
      column: 6,
      detail: 'there is no peer mentor "P9"',
    });
  });

  it('find activities again by their reference, and never change what was decided on them', async () => {
    const file = (minutes: number) =>
      `reference,unit_code,type,date,duration_min,approval_status\nR1,U,Treff,2025-03-01,${minutes},pending`;
    await api.importFile('activities', file(30));
    const { id } = await whole('R1');
    await api.call('POST', `activities/${id}/approve`, {});
    const again = await api.importFile('activities', file(60));
    expect(again.body).toMatchObject({ created: 0, updated: 1 });
    expect(await whole('R1')).toMatchObject({ id, duration_min: 60, approval_status: 'approved' });
    expect((await api.importFile('activities', file(60))).body).toMatchObject({ unchanged: 1 });
  });

  it('take rows without a reference for activities of their own, however alike', async () => {
    const row = ',U,Treff,2025-03-01,30,C1';
    const file = ['reference,unit_code,type,date,duration_min,contacts', row, row, row].join('\n');
    expect((await api.importFile('activities', file)).body).toMatchObject({ created: 3, rejected: 0 });
    const without = 'unit_code,type,date,duration_min\nU,Treff,2025-03-01,30\nU,Treff,2025-03-01,30';
    expect((await api.importFile('activities', without)).body).toMatchObject({ created: 2 });
    const twice =
      'reference,unit_code,type,date,duration_min\nR,U,A,2025-03-01,30\nX,U,A,2025-03-01,30\nR,U,B,2025-03-01,30';
    const refused = await api.importFile('activities', twice);
    expect(refused.body.errors).toEqual([{ line: 4, column: null, detail: 'has the same key as line 2' }]);
  });

  it('read workbooks, with days and times of the organization', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Aktiviteter');
    sheet.addRow(['Reference', 'Unit', 'Type', 'Begin', 'Duration, minutes', 'Peer mentors', 'Contacts']);
    sheet.addRow(['X1', 'U', 'Treff', new Date('2025-07-01T00:00:00Z'), 90, 'P1|P2', 'C1']);
    sheet.addRow(['X2', 'U', 'Treff', new Date('2025-07-01T18:30:00Z'), 45, 'P1', null]);
    sheet.addRow(['X3', 'U', 'Treff', '2025-07-02', 'many', null, null]);
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
    const answer = await api.importFile('activities', bytes, { type: XLSX, query: '?mode=partial' });
    expect(answer.body).toMatchObject({ accepted: 2, rejected: 1 });
    expect(answer.body.errors).toMatchObject([{ line: 4, column: 5 }]);
    expect(await whole('X1')).toMatchObject({
      date: '2025-06-30T22:00:00.000Z',
      peer_mentors: [{ peer_mentor_code: 'P1' }, { peer_mentor_code: 'P2' }],
    });
    expect(await whole('X2')).toMatchObject({ date: '2025-07-01T16:30:00.000Z', contacts: [] });
  });

  it('read NDJSON, lists and all', async () => {
    const line = { reference: 'N1', unit_code: 'U', type: 'Treff', date: '2025-03-01', duration_min: 30 };
    const body = [
      { ...line, contacts: ['C1'] },
      { ...line, reference: 'N2', contacts: [{}] },
    ];
    const answer = await api.importFile('activities', body.map((one) => JSON.stringify(one)).join('\n'), {
      type: 'application/x-ndjson',
      query: '?mode=partial',
    });
    expect(answer.body).toMatchObject({ accepted: 1, rejected: 1 });
    expect(await whole('N1')).toMatchObject({ contacts: [{ contact_code: 'C1' }] });
  });

  it('have attendees of an event in rows of their own', async () => {
    const file = [
      'code,unit_code,name,date,attendee_line_no,attendee_person_key,attendee_anonymous_count',
      'E1,U,Open day,2025-05-01,1,P-1,',
      ',,,,2,,12',
    ].join('\n');
    expect((await api.importFile('events', file)).body).toMatchObject({ created: 1 });
    const [event] = (await api.call('GET', 'events?code=E1')).body.items;
    expect((await api.call('GET', `events/${String(event?.['id'])}`)).body['attendees']).toMatchObject([
      { person_key: 'P-1', anonymous_count: null },
      { person_key: null, anonymous_count: 12 },
    ]);
  });

  it('say in their template and in the list of imports how people are written', async () => {
    const template = await api.service.request('GET', '/api/imports/grants.activities/template');
    expect(await template.text()).toBe(
      'unit_code,reference,type,date,duration_min,title,notes,location_country,is_in_person,approval_status,peer_mentors,contacts\r\n',
    );
    const { body } = await api.service.json<{
      items: { entity: string; key: string[]; columns: { name: string; kind: string }[] }[];
    }>('GET', '/api/imports');
    const activities = body.items.find(({ entity }) => entity === 'grants.activities');
    expect(activities?.key).toEqual(['reference']);
    expect(activities?.columns.find(({ name }) => name === 'peer_mentors')?.kind).toBe(
      'ids, or each the code of one of the peer-mentors, with | between them',
    );
  });
});
