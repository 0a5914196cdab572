import { insertBu1 } from '../testing/bu-1.js';
import { FigureBench } from '../testing/figure-bench.js';

describe('findings of a period', () => {
  let bench: FigureBench;

  beforeAll(async () => {
    bench = await FigureBench.open();
  });
  afterAll(() => bench.close());

  const told = async (...asked: Parameters<FigureBench['findings']>): Promise<unknown[]> =>
    (await bench.findings(...asked)).map(({ code, severity, affected_count, subject }) => [
      code,
      severity,
      affected_count,
      subject,
    ]);

  it('BU-C-7: one activity waits for its approval, what was rejected does not', async () => {
    const rows = await bench.organization();
    await insertBu1(rows);
    expect(await told(rows)).toEqual([['UNAPPROVED_ACTIVITIES', 'warning', 1, null]]);
  });

  it('BU-B-8: what is pending or flagged is counted in the period and the hierarchy alone', async () => {
    const rows = await bench.organization();
    const root = await rows.unit('org', 'ORG', null, { org_number: '974760673', member_count: 5 });
    const hierarchy = await bench.hierarchy(rows);
    const elsewhere = await rows.unit('local', 'NEW', root);
    for (const approval_status of ['pending', 'flagged', 'rejected'])
      await rows.activity(root, 'group', { approval_status });
    await rows.activity(elsewhere, 'group', { approval_status: 'pending' });
    await rows.activity(root, 'group', { approval_status: 'pending', date: '2025-12-31T23:00Z' });
    expect(await told(rows, { hierarchy })).toEqual([['UNAPPROVED_ACTIVITIES', 'warning', 2, null]]);
  });

  it('BU-B-10: types that nobody has mapped are told one by one; who maps to `other` has said so', async () => {
    const rows = await bench.organization();
    const unit = await rows.unit('org', 'ORG', null, { org_number: '974760673', member_count: 5 });
    await rows.label('Styremøte', 'other');
    const attendance = {
      mentors: [await rows.mentor('M')],
      contacts: [
        await rows.contact('C', {
          category_id: await rows.insert('contact_category', { code: 'A', name: 'A' }),
        }),
      ],
    };
    for (const type of ['Tur', 'tur', 'Dugnad', 'styremøte', 'group'])
      await rows.activity(unit, type, {}, attendance);
    expect(await told(rows)).toEqual([
      ['UNMAPPED_ACTIVITY_TYPE', 'warning', 1, 'Dugnad'],
      ['UNMAPPED_ACTIVITY_TYPE', 'warning', 2, 'Tur'],
    ]);
  });

  it('who took part and has no category, and what has neither mentors nor participants', async () => {
    const rows = await bench.organization();
    const unit = await rows.unit('org', 'ORG', null, { org_number: '974760673', member_count: 5 });
    const mentors = [await rows.mentor('M')];
    const contact = await rows.contact('C1');
    await rows.contact('NEVER');
    for (const _ of [1, 2]) await rows.activity(unit, 'group', {}, { mentors, contacts: [contact] });
    const open = await rows.activity(unit, 'group');
    // Nobody's contact: there is nothing to put into a category.
    await rows.event(unit, 'E', ['guest'], { activity_id: open });
    await rows.activity(unit, 'group', {}, { mentors });
    expect(await told(rows)).toEqual([
      ['CONTACT_WITHOUT_CATEGORY', 'warning', 1, null],
      ['ACTIVITY_WITHOUT_PEER_MENTOR', 'warning', 1, null],
      ['ACTIVITY_WITHOUT_PARTICIPANTS', 'warning', 1, null],
    ]);
  });

  it('BU-B-9: what Bufdir asks for and nobody has stated, and local associations without activities', async () => {
    const rows = await bench.organization();
    const root = await rows.unit('org', 'ORG', null);
    await rows.unit('local', 'L1', root, { member_count: 10 });
    await rows.unit('local', 'L2', root, { county: 'Oslo' });
    expect(await told(rows)).toEqual([
      ['EMPTY_LOCAL_ASSOCIATION', 'info', 2, null],
      ['ORG_NUMBER_MISSING', 'info', 1, null],
      ['MEMBERS_MISSING', 'info', 1, null],
      ['COUNTY_MISSING', 'info', 1, null],
    ]);
  });

  it('members that the organization states are stated for all of it', async () => {
    const rows = await bench.organization();
    const root = await rows.unit('org', 'ORG', null, { org_number: '974760673', member_count: 0 });
    await rows.activity(
      await rows.unit('local', 'L', root, { county: 'Oslo' }),
      'group',
      {},
      {
        mentors: [await rows.mentor('M')],
        contacts: [await rows.contact('C')],
      },
    );
    expect((await bench.findings(rows)).map(({ code }) => code)).toEqual(['CONTACT_WITHOUT_CATEGORY']);
  });

  it('without any unit there is nothing to say', async () => {
    expect(await told(await bench.organization())).toEqual([]);
  });
});
