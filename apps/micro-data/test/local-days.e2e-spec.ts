import { DataService } from './support/data-service.js';

describe('a filter on a day of a column of instants', () => {
  let service: DataService;

  beforeAll(async () => {
    service = await DataService.start();
    // Every hour of 2026 in which Oslo changes its clocks: 29 March has 23 of them, 25 October 25.
    await service.admin.query(`
      create schema hours;
      create view hours.v_hours as
        select hour as at from generate_series(timestamptz '2026-03-27 00:00Z', timestamptz '2026-10-28 00:00Z', '1 hour') as hour`);
    await service.organization('demo', [{ code: 'H', schema: 'hours' }], 'Europe/Oslo');
    await service.source({ name: 'hours', source_type: 'view', source_name: 'v_hours' });
  }, 180_000);
  afterAll(() => service.stop());

  const hoursOf = async (from: string, to: string, timezone?: string): Promise<number | undefined> => {
    const filters = { at: { gte: from, lte: to } };
    const wish = { name: 'hours', bu_codes: ['H'], filters, ...(timezone && { timezone }) };
    return (await service.execute(wish)).body.summary?.row_count;
  };

  it.each([
    ['2026-03-28', 24],
    ['2026-03-29', 23],
    ['2026-10-24', 24],
    ['2026-10-25', 25],
  ])('takes all of %s in the organization’s zone: %i hours', async (day, hours) => {
    expect(await hoursOf(day, day)).toBe(hours);
  });

  it('counts days of the zone that the request names', async () => {
    expect(await hoursOf('2026-03-29', '2026-03-29', 'Asia/Bangkok')).toBe(24);
    expect(await hoursOf('2026-10-24', '2026-10-25', 'America/New_York')).toBe(48);
  });
});
