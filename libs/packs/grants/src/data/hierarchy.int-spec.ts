import { FigureBench } from '../testing/figure-bench.js';

describe('the hierarchy that a report is created with', () => {
  let bench: FigureBench;

  beforeAll(async () => {
    bench = await FigureBench.open();
  });
  afterAll(() => bench.close());

  it('BU-B-7: is every unit of the organization in order of the tree, closed ones among them', async () => {
    const rows = await bench.organization();
    const root = await rows.unit('org', 'ORG', null, { org_number: '974760673' });
    await rows.unit('local', 'A-TOP', root);
    const [r2, r1] = [await rows.unit('region', 'R2', root), await rows.unit('region', 'R1', root)];
    await rows.unit('local', 'L2', r1, { is_active: false });
    await rows.unit('local', 'L1', r1, { county: 'Oslo', member_count: 12 });
    await rows.unit('local', 'L3', r2);
    await rows.unit('local', 'ALONE', null);
    await rows.unit('local', 'GONE', r2, { deleted_at: '2025-05-05' });
    const { units } = await bench.hierarchy(rows);
    expect(units.map(({ code }) => code)).toEqual(['ORG', 'R1', 'L1', 'L2', 'R2', 'L3', 'A-TOP', 'ALONE']);
    expect(units.find(({ code }) => code === 'L1')).toMatchObject({
      parent_id: r1,
      kind: 'local',
      county: 'Oslo',
      org_number: null,
      member_count: 12,
    });
  });

  it('counts the active peer mentors of each unit, and those of none with the organization', async () => {
    const rows = await bench.organization();
    const root = await rows.unit('org', 'ORG', null);
    const unit_id = await rows.unit('local', 'L', root);
    await rows.mentor('M1', { unit_id });
    await rows.mentor('M2', { unit_id, is_active: false });
    await rows.mentor('M3', { unit_id, deleted_at: '2025-05-05' });
    for (const code of ['M4', 'M5']) await rows.mentor(code);
    const { units } = await bench.hierarchy(rows);
    expect(units.map(({ code, peer_mentor_count }) => [code, peer_mentor_count])).toEqual([
      ['ORG', 2],
      ['L', 1],
    ]);
  });

  it('BU-B-1: has no unit of another organization', async () => {
    const [own, other] = [await bench.organization(), await bench.organization()];
    await own.unit('org', 'ORG', null);
    expect((await bench.hierarchy(other)).units).toEqual([]);
  });
});
