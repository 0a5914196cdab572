import { randomUUID } from 'node:crypto';
import type { Tx } from '@galley/platform';
import { JobFixture } from '../../test/job-fixture.js';
import { placesBehind, tailsOf } from './organization-line.js';
import { OrganizationLines } from './organization-lines.js';
import { VirtualClock } from './virtual-clock.js';

describe('the line of an organization', () => {
  let fixture: JobFixture;
  let organization_id: string;

  beforeAll(async () => {
    fixture = await JobFixture.open();
  });
  afterAll(() => fixture.close());

  beforeEach(async () => {
    organization_id = randomUUID();
    await fixture.addOrganization(organization_id, organization_id.slice(0, 8));
  });

  const inTenant = <T>(work: (tx: Tx) => Promise<T>) => fixture.database.withTenant(organization_id, work);

  it('knows the tail of each lane, of waiting and running jobs alike', async () => {
    const tails = () => inTenant((tx) => tailsOf(tx, organization_id));
    expect(await tails()).toEqual({ high: null, usual: null, low: null });
    await fixture.addJob({ organization_id, dispatch_priority: 4 });
    await fixture.addJob({ organization_id, dispatch_priority: 9, priority: 1 });
    await fixture.claimed('worker-1', { organization_id, dispatch_priority: 7 });
    const found = await tails();
    expect(found).toEqual({ high: 9, usual: 7, low: null });
    expect(placesBehind(found, 2, [0, 0, 1, -1])).toEqual([8, 9, 10, 9]);
  });

  it('takes as many jobs as it may hold and not one more, whatever others have', async () => {
    await fixture.addJob();
    const clock = new VirtualClock(fixture.database);
    const lines = new OrganizationLines(clock, { JOB_ORGANIZATION_QUEUED_MAX: 7 });
    const join = async () => {
      const places = await inTenant((tx) => lines.join(tx, organization_id, [0]));
      if (places) await fixture.addJob({ organization_id, dispatch_priority: places[0] });
      return places !== null;
    };
    const answers: boolean[] = [];
    for (let n = 0; n < 9; n++) answers.push(await join());
    expect(answers).toEqual([...Array.from({ length: 7 }, () => true), false, false]);
    expect(await inTenant((tx) => lines.join(tx, organization_id, [0, 0]))).toBeNull();
  });

  it('reads the head of everybody’s line', async () => {
    const clock = new VirtualClock(fixture.database);
    await fixture.addJob({ organization_id, dispatch_priority: 50 });
    const before = await clock.now();
    expect(before).toBeLessThanOrEqual(50);
    expect(await clock.now()).toBe(before);
  });
});
