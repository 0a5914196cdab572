import { canMove, isFinal, JOB_STATUSES, type JobActor, type JobStatus } from './job-lifecycle.js';

const ACTORS: readonly JobActor[] = ['worker', 'reconciler', 'requester'];

const LEGAL = [
  'queued→processing worker',
  'queued→cancelled requester',
  'queued→failed worker',
  'queued→failed reconciler',
  'processing→completed worker',
  'processing→failed worker',
  'processing→failed reconciler',
  'processing→cancelled worker',
  'processing→cancelled reconciler',
  'processing→queued worker',
  'processing→queued reconciler',
];

const every = JOB_STATUSES.flatMap((from) =>
  JOB_STATUSES.flatMap((to) => ACTORS.map((by): [JobStatus, JobStatus, JobActor] => [from, to, by])),
);

describe('the life of a job', () => {
  it.each(every)('from %s to %s by the %s is decided by the table alone', (from, to, by) => {
    expect(canMove(from, to, by)).toBe(LEGAL.includes(`${from}→${to} ${by}`));
  });

  it.each([
    ['queued', false],
    ['processing', false],
    ['completed', true],
    ['failed', true],
    ['cancelled', true],
  ] as const)('%s is final: %s', (status, final) => {
    expect(isFinal(status)).toBe(final);
  });
});
