import type { JobRow } from './job-row.js';
import { RunningJobs } from './running-jobs.js';

describe('running jobs', () => {
  const row = { id: 'job', attempts: 1 } as JobRow;

  it('never go back in their progress, however many rows come', () => {
    const running = new RunningJobs().start(row);
    const percents = [running.percent];
    running.enter('querying');
    percents.push(running.percent);
    for (const rows of [0, 1, 1_000, 50_000, 1_000_000, 1_000_000_000]) {
      running.wrote({ rows, share: null });
      percents.push(running.percent);
    }
    running.enter('storing');
    percents.push(running.percent);
    running.enter('recording');
    percents.push(running.percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(Math.max(...percents)).toBeLessThan(100);
  });

  it('tell how many of several documents are done', () => {
    const running = new RunningJobs().start(row);
    const percents = [0, 0.5, 1].map((share) => {
      running.wrote({ rows: 10, share });
      return running.percent;
    });
    expect(percents).toEqual([10, 50, 90]);
  });

  it('share their progress between what is prepared and the run itself', () => {
    const running = new RunningJobs().start(row);
    const seen: [string, number][] = [];
    const look = () => seen.push([running.stage, running.percent]);
    running.prepare('collect', 0);
    look();
    running.prepare('aggregate', 0.5);
    look();
    running.prepare('map', 0.4);
    look();
    running.enter('querying');
    look();
    running.enter('recording');
    look();
    expect(seen).toEqual([
      ['collect', 0],
      ['aggregate', 25],
      ['map', 25],
      ['querying', 51],
      ['recording', 99],
    ]);
    running.prepare('x'.repeat(60), 1);
    expect(running.stage).toHaveLength(50);
  });

  it('are told why when the process goes away', () => {
    const jobs = new RunningJobs();
    const running = jobs.start(row);
    jobs.interruptAll();
    expect(running.signal.reason).toMatchObject({ verdict: 'interrupted', code: 'worker-shutdown' });
  });

  it('are forgotten one by one, and not by an older attempt', () => {
    const jobs = new RunningJobs();
    const old = jobs.start(row);
    jobs.start({ ...row, attempts: 2 });
    jobs.end(old);
    expect(jobs.has('job')).toBe(true);
  });
});
