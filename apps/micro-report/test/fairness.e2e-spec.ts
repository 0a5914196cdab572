import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { FakeMicroData } from './fake-micro-data.js';
import { ReportHouse } from './report-house.js';

describe('between organizations', () => {
  let clone: ClonedDatabase;
  let data: FakeMicroData;
  let house: ReportHouse;

  beforeAll(async () => {
    clone = await cloneDatabase();
    data = await FakeMicroData.start();
    house = await ReportHouse.open({
      database: clone,
      microDataUrl: data.url,
      env: { JOB_ORGANIZATION_QUEUED_MAX: '5000' },
    });
    await house.addOrganization('SMALL');
  }, 180_000);
  afterAll(async () => {
    await house?.close();
    await data?.stop();
    await clone?.drop();
  });

  const flood = async (jobs: number) => {
    const items = Array.from({ length: 100 }, () => ({ report_type: 'slow-ish' }));
    for (let sent = 0; sent < jobs; sent += items.length) {
      const response = await house.call('POST', '/api/reports/generate/bulk', { body: { items } });
      if (!response.ok) return response;
    }
    return null;
  };

  it('never lets 5000 jobs of one delay another’s single job by more than 5 s', async () => {
    expect(await flood(5_000)).toBeNull();
    const delays: number[] = [];
    for (let n = 0; n < 5; n++) {
      const { id } = await house.order('rows', { org: 'SMALL' });
      const job = await house.until(id, 'completed', 20_000, 'SMALL');
      delays.push(Date.parse(String(job.started_at)) - Date.parse(String(job.created_at)));
    }
    expect(Math.max(...delays)).toBeLessThan(5_000);
  }, 180_000);

  it('refuses more waiting jobs than an organization may have, and says when to come again', async () => {
    const refused = await flood(1_000);
    expect(refused?.status).toBe(429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused?.json()).toMatchObject({ code: 'queue-full' });
    const { id } = await house.order('rows', { org: 'SMALL' });
    await house.until(id, 'completed', 20_000, 'SMALL');
  }, 60_000);
});
