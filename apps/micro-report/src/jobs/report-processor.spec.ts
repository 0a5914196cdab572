import { Logger, Unavailable, type QueueEntry } from '@galley/platform';
import { RunFailure } from '../rendering/run-failure.js';
import type { Ending } from './finished-report.js';
import type { ClaimOutcome, JobClaims } from './job-claims.js';
import type { JobResults } from './job-results.js';
import type { JobRow } from './job-row.js';
import { ReportProcessor } from './report-processor.js';
import { RunningJobs } from './running-jobs.js';
import { Seats } from './seats.js';
import { SoloGate } from './solo-gate.js';

const job = { id: 'job', organization_id: 'org', attempts: 1, format: 'csv', request_id: null } as JobRow;
const CLAIMED: ClaimOutcome = { kind: 'claimed', job };

/** A processor whose claims answer in turn and whose run ends as told; notes what it does to the row. */
function processor(claims: ClaimOutcome[], run: () => Promise<Ending> = () => Promise.resolve('done')) {
  const notes: string[] = [];
  const note = <T>(what: string, result: T) => {
    notes.push(what);
    return Promise.resolve(result);
  };
  const made = new ReportProcessor({
    claims: {
      claim: (_org: string, _id: string, alone: boolean) =>
        note(alone ? 'claim alone' : 'claim', claims.shift() ?? { kind: 'closed' }),
      recover: () => note('recover', []),
      handBack: () => note('hand back', true),
    } as unknown as JobClaims,
    results: {
      fail: (_job: JobRow, failure: RunFailure) => note(`fail ${failure.code}`, 'done'),
      cancel: () => note('cancel', 'done'),
    } as unknown as JobResults,
    running: new RunningJobs(),
    seats: new Seats(2),
    gate: new SoloGate(),
    run,
    logger: new Logger({ service: 'micro-report', level: 'silent' }),
  });
  const handle = (entry: Partial<QueueEntry> = {}) =>
    made.handle({ job_id: 'job', organization_id: 'org', is_last_try: false, ...entry });
  return { made, notes, handle };
}

const failing = (failure: Error) => () => Promise.reject(failure);

describe('the processor', () => {
  it('closes the entry of a job that completed', async () => {
    const { handle, notes } = processor([CLAIMED]);
    expect(await handle()).toEqual({ kind: 'done' });
    expect(notes).toEqual(['claim']);
  });

  it('closes the entry of a job that has ended already', async () => {
    expect(await processor([{ kind: 'closed' }]).handle()).toEqual({ kind: 'done' });
  });

  it('gives the entry back when another attempt has the job', async () => {
    const { handle } = processor([CLAIMED], () => Promise.resolve('fenced'));
    expect(await handle()).toEqual({ kind: 'hand-back' });
  });

  it('ends a job for good on wrong input', async () => {
    const { handle, notes } = processor([CLAIMED], failing(new RunFailure('final', 'unknown-filter', 'No.')));
    expect(await handle()).toEqual({ kind: 'failed', reason: 'unknown-filter' });
    expect(notes).toEqual(['claim', 'fail unknown-filter']);
  });

  it.each([
    ['micro-data', new RunFailure('outage', 'source-unavailable', 'Down.'), 'source-unavailable'],
    ['our database', Unavailable.error('Away.'), 'unavailable'],
  ])('puts a job off while %s is away, and ends it at the last try', async (_what, outage, code) => {
    const first = processor([CLAIMED], failing(outage));
    expect(await first.handle()).toEqual({ kind: 'retry', reason: code });
    expect(first.notes).toEqual(['claim', 'hand back']);
    const last = processor([CLAIMED], failing(outage));
    expect(await last.handle({ is_last_try: true })).toEqual({ kind: 'failed', reason: code });
    expect(last.notes).toEqual(['claim', `fail ${code}`]);
  });

  it('cancels a job whose cancel was asked for, during the run or at its commit', async () => {
    const during = processor([CLAIMED], failing(new RunFailure('cancelled', 'cancelled', 'Cancelled.')));
    expect(await during.handle()).toEqual({ kind: 'done' });
    const atCommit = processor([CLAIMED], () => Promise.resolve('cancelled'));
    expect(await atCommit.handle()).toEqual({ kind: 'done' });
    expect([during.notes, atCommit.notes]).toEqual([
      ['claim', 'cancel'],
      ['claim', 'cancel'],
    ]);
  });

  it('hands a job back when this process is going away', async () => {
    const { handle, notes } = processor(
      [CLAIMED],
      failing(new RunFailure('interrupted', 'worker-shutdown', 'Bye.')),
    );
    expect(await handle({ is_last_try: true })).toEqual({ kind: 'hand-back' });
    expect(notes).toEqual(['claim', 'hand back']);
  });

  it('claims nothing more once it is stopping', async () => {
    const { made, handle, notes } = processor([CLAIMED]);
    made.stop();
    expect(await handle()).toEqual({ kind: 'hand-back' });
    expect(notes).toEqual([]);
  });

  it('recovers a job whose worker is gone and claims it then', async () => {
    const { handle, notes } = processor([{ kind: 'expired' }, CLAIMED]);
    expect(await handle()).toEqual({ kind: 'done' });
    expect(notes).toEqual(['claim', 'recover', 'claim']);
  });

  it('takes up again what an earlier attempt of its own could not write down', async () => {
    const { handle, notes } = processor([{ kind: 'mine' }, CLAIMED]);
    expect(await handle()).toEqual({ kind: 'done' });
    expect(notes).toEqual(['claim', 'hand back', 'claim']);
  });

  it('runs a suspect alone', async () => {
    const { handle, notes } = processor([{ kind: 'suspect' }, CLAIMED]);
    expect(await handle()).toEqual({ kind: 'done' });
    expect(notes).toEqual(['claim', 'claim alone']);
  });

  it('comes back later when the organization has enough running', async () => {
    expect(await processor([{ kind: 'later', delay_ms: 700 }]).handle()).toEqual({
      kind: 'later',
      delay_ms: 700,
    });
  });

  it('keeps a seat for others: a second job of the organization waits, then comes back later', async () => {
    let finish: (ending: Ending) => void = () => undefined;
    const { handle } = processor([CLAIMED, CLAIMED], () => new Promise((resolve) => (finish = resolve)));
    const first = handle();
    expect(await handle({ job_id: 'other' })).toMatchObject({ kind: 'later' });
    finish('done');
    expect(await first).toEqual({ kind: 'done' });
  });

  it('ends a job on a mistake of ours, without its words', async () => {
    const { handle, notes } = processor([CLAIMED], failing(new Error('secret detail')));
    expect(await handle()).toEqual({ kind: 'failed', reason: 'internal' });
    expect(notes).toEqual(['claim', 'fail internal']);
  });
});
