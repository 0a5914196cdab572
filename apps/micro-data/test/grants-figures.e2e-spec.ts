import type { Json } from '@galley/dataset';
import { GrantsRows, insertBu1 } from '@galley/pack-grants/testing';
import { DataService, type TokenWishes } from './support/data-service.js';

describe('figures of a Bufdir report over HTTP', () => {
  let service: DataService;

  beforeAll(async () => {
    service = await DataService.start();
    await service.organization('demo', [], 'Europe/Oslo');
    const { rows } = await service.admin.query<{ id: string }>(
      `select id from platform.organization where code = 'demo'`,
    );
    const demo = new GrantsRows(service.admin, rows[0]?.id ?? '');
    const { units } = await insertBu1(demo);
    for (let number = 1; number <= 60; number++) await demo.unit('local', `X${number}`, units.R1);
  }, 180_000);
  afterAll(() => service.stop());

  const rowsOf = async (
    name: string,
    params: Readonly<Record<string, Json>> = {},
    token?: TokenWishes,
  ): Promise<readonly Readonly<Record<string, Json>>[]> => {
    const { status, body } = await service.execute({ builder_key: `grants.${name}`, params }, token);
    expect(status).toBe(200);
    return body.rows;
  };
  const paramsOf = async (): Promise<Readonly<Record<string, Json>>> => ({
    date_from: '2025-01-01',
    date_to: '2025-12-31',
    hierarchy: { units: await rowsOf('hierarchy') },
    schema_version: '2025-v1',
  });

  it('BU-C-1: are those of BU-1 in the organization’s zone, for a hierarchy longer than a text may be', async () => {
    const params = await paramsOf();
    expect(JSON.stringify(params).length).toBeGreaterThan(10_000);
    const summary = await rowsOf('activity_summary', params);
    expect(summary[0]).toMatchObject({
      level: 'organization',
      activities: 7,
      minutes: 675,
      unique_participants: 10,
    });
    expect(summary.filter(({ level }) => level === 'local_association')).toHaveLength(63);
    expect(await rowsOf('report_findings', params)).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'UNAPPROVED_ACTIVITIES', affected_count: 1 })]),
    );
  });

  it('lists of lines are lists', async () => {
    const lines = await rowsOf('activity_lines', await paramsOf());
    expect(lines).toHaveLength(7);
    const course = lines.find(({ type }) => type === 'course');
    expect(course).toMatchObject({ participations: 5, local_date: '2025-05-03', is_countable: true });
    expect(course?.person_keys).toHaveLength(5);
    expect(course?.mentor_ids).toHaveLength(2);
  });

  it('a peer mentor who is nothing else finds nothing that is not theirs', async () => {
    expect(await rowsOf('activity_lines', await paramsOf(), { roles: ['peer_mentor'] })).toEqual([]);
  });
});
