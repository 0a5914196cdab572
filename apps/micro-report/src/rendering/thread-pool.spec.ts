import { RunFailure } from './run-failure.js';
import { ThreadPool } from './thread-pool.js';

interface Task {
  readonly mood:
    'asks' | 'works' | 'reports' | 'refuses' | 'hangs' | 'explodes' | 'leaves' | 'eats' | 'waits';
}
interface Result {
  readonly thread: number;
}

const entry = new URL('../../test/fixtures/moody-thread.mjs', import.meta.url);

describe('the thread pool', () => {
  let pool: ThreadPool<Task, Result>;

  beforeEach(() => {
    pool = new ThreadPool({ entry, size: 2, memory_mb: 32, cancelGraceMs: 200 });
  });
  afterEach(() => pool.close());

  const run = (mood: Task['mood'], timeoutMs = 5_000) => pool.run(() => ({ mood }), { timeoutMs });
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) =>
        error instanceof RunFailure ? { verdict: error.verdict, code: error.code } : error,
    );

  it('keeps a thread for the next task', async () => {
    const first = await run('works');
    expect(await run('works')).toEqual(first);
    expect(pool.threads).toBe(1);
  });

  it('never runs more tasks at a time than it has threads', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => run('works')));
    expect(new Set(results.map((result) => result.thread)).size).toBeLessThanOrEqual(2);
    expect(pool.threads).toBeLessThanOrEqual(2);
  });

  it('passes progress on', async () => {
    const rows: number[] = [];
    await pool.run(() => ({ mood: 'reports' }), {
      timeoutMs: 5_000,
      onProgress: (progress) => rows.push(progress.rows),
    });
    expect(rows).toEqual([10, 20]);
  });

  it('answers what a task asks, and hands it the failure of what cannot be answered', async () => {
    const ask = (answer: (question: unknown) => Promise<unknown>) =>
      pool.run(() => ({ mood: 'asks' }), { timeoutMs: 5_000, answer });
    expect(await ask((question) => Promise.resolve(`${String(question)}?`))).toEqual({ answer: 'may I?' });
    const refuse = () => Promise.reject(new RunFailure('outage', 'no-token', 'There is no token.'));
    expect(await failureOf(ask(refuse))).toEqual({ verdict: 'outage', code: 'no-token' });
    expect(await failureOf(run('asks'))).toMatchObject({ verdict: 'final' });
  });

  it('makes the task only when a thread is free for it', async () => {
    const made: string[] = [];
    const slow = [run('waits', 150), run('waits', 150)].map((work) => failureOf(work));
    const late = pool.run(
      () => {
        made.push('late');
        return { mood: 'works' };
      },
      { timeoutMs: 5_000 },
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(made).toEqual([]);
    await Promise.all([...slow, late]);
    expect(made).toEqual(['late']);
  });

  it('hands on what the task says and keeps its thread', async () => {
    const before = await run('works');
    expect(await failureOf(run('refuses'))).toEqual({ verdict: 'final', code: 'unknown-filter' });
    expect(await run('works')).toEqual(before);
  });

  it.each([
    ['hangs', 300, 'render-timeout'],
    ['explodes', 5_000, 'render-crashed'],
    ['leaves', 5_000, 'render-crashed'],
    ['eats', 20_000, 'render-out-of-memory'],
  ] as const)(
    'ends a thread that %s; its neighbour and the next task never notice',
    async (mood, ms, code) => {
      const neighbour = new AbortController();
      const nearby = failureOf(
        pool.run(() => ({ mood: 'waits' }), { timeoutMs: ms + 5_000, signal: neighbour.signal }),
      );
      expect(await failureOf(run(mood, ms))).toEqual({ verdict: 'final', code });
      expect(await run('works')).toEqual({ thread: expect.any(Number) as number });
      neighbour.abort();
      expect(await nearby).toEqual({ verdict: 'cancelled', code: 'cancelled' });
    },
    40_000,
  );

  it('cancels a task that listens and keeps its thread', async () => {
    const { thread } = await run('works');
    const controller = new AbortController();
    const work = failureOf(
      pool.run(() => ({ mood: 'waits' }), { timeoutMs: 5_000, signal: controller.signal }),
    );
    controller.abort();
    expect(await work).toEqual({ verdict: 'cancelled', code: 'cancelled' });
    expect(await run('works')).toEqual({ thread });
  });

  it('ends the thread of a task that does not listen to its cancel', async () => {
    const controller = new AbortController();
    const work = failureOf(
      pool.run(() => ({ mood: 'hangs' }), { timeoutMs: 5_000, signal: controller.signal }),
    );
    setTimeout(() => controller.abort(new RunFailure('interrupted', 'shutdown', 'Going away.')), 50);
    expect(await work).toEqual({ verdict: 'interrupted', code: 'shutdown' });
    expect(pool.threads).toBe(0);
  });

  it('refuses a task cancelled before its turn', async () => {
    const work = pool.run(() => ({ mood: 'works' }), { timeoutMs: 5_000, signal: AbortSignal.abort() });
    expect(await failureOf(work)).toEqual({ verdict: 'cancelled', code: 'cancelled' });
  });
});
