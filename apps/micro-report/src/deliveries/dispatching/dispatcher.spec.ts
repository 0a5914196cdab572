import { Logger } from '@galley/platform';
import { Dispatcher } from './dispatcher.js';
import type { OutgoingLine } from './outgoing-line.js';

interface Row {
  readonly id: string;
  readonly lane: string;
}

/** A line in memory, whose attempts a test ends. */
class FakeLine implements OutgoingLine<Row> {
  readonly name = 'fake';
  readonly laneSize = 2;
  totalSize = 10;
  waiting: Row[] = [];
  kept: (ids: readonly string[]) => readonly string[] = (ids) => ids;
  readonly under = new Map<string, { signal: AbortSignal; end: () => void }>();
  readonly carried: string[] = [];
  faults = 0;
  #watchers: (() => void)[] = [];

  dueLanes() {
    if (this.faults > 0) {
      this.faults--;
      return Promise.reject(new Error('no database'));
    }
    return Promise.resolve([...new Set(this.waiting.map(({ lane }) => lane))]);
  }

  claim(lane: string, count: number) {
    const taken = this.waiting.filter((row) => row.lane === lane).slice(0, count);
    this.waiting = this.waiting.filter((row) => !taken.includes(row));
    return Promise.resolve(taken);
  }

  renew(ids: readonly string[]) {
    return Promise.resolve(this.kept(ids));
  }

  recover() {
    return Promise.resolve(0);
  }

  carry({ id }: Row, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        this.under.delete(id);
        this.carried.push(id);
        resolve();
      };
      this.under.set(id, { signal, end });
      signal.addEventListener('abort', end);
      this.#watchers.splice(0).forEach((told) => told());
    });
  }

  /** Resolves when these, and no others, are under way. */
  async are(...ids: string[]): Promise<void> {
    while ([...this.under.keys()].toSorted().join() !== ids.join()) {
      await new Promise<void>((told) => this.#watchers.push(told));
    }
  }
}

const logger = new Logger({ service: 'micro-report', level: 'silent' });

describe('a dispatcher', () => {
  let line: FakeLine;
  let dispatcher: Dispatcher<Row>;

  beforeEach(() => {
    line = new FakeLine();
    dispatcher = new Dispatcher(line, { pollMs: 5, leaseMs: 60 }, logger);
  });
  afterEach(() => dispatcher.stop(0));

  it('sends as many at a time as a lane takes, and a full lane holds up no other', async () => {
    line.waiting = [...['a1', 'a2', 'a3'].map((id) => ({ id, lane: 'a' })), { id: 'b1', lane: 'b' }];
    dispatcher.start();
    await line.are('a1', 'a2', 'b1');
    line.under.get('a1')?.end();
    await line.are('a2', 'a3', 'b1');
  });

  it('makes no more attempts at a time than it may, however many lanes there are', async () => {
    line.totalSize = 3;
    line.waiting = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, lane: id }));
    dispatcher.start();
    await line.are('a', 'b', 'c');
    line.under.get('b')?.end();
    await line.are('a', 'c', 'd');
    expect(line.waiting).toEqual([{ id: 'e', lane: 'e' }]);
  });

  it('aborts what is another’s by now, and lets the rest go on', async () => {
    line.waiting = ['lost', 'mine'].map((id) => ({ id, lane: 'a' }));
    dispatcher.start();
    await line.are('lost', 'mine');
    const { signal } = line.under.get('lost') ?? {};
    const isAborted = new Promise((resolve) => signal?.addEventListener('abort', resolve));
    line.kept = () => ['mine'];
    await isAborted;
    expect(line.carried).toEqual(['lost']);
    expect(line.under.get('mine')?.signal.aborted).toBe(false);
  });

  it('aborts everything when no lease could be renewed for as long as one lasts', async () => {
    line.waiting = [{ id: 'a', lane: 'a' }];
    dispatcher.start();
    await line.are('a');
    const { signal } = line.under.get('a') ?? {};
    line.kept = () => {
      throw new Error('no database');
    };
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    expect(line.carried).toEqual(['a']);
  });

  it('goes on after the database was away', async () => {
    line.faults = 3;
    line.waiting = [{ id: 'a', lane: 'a' }];
    dispatcher.start();
    await line.are('a');
    expect(line.faults).toBe(0);
  });

  it('lets attempts finish when it stops, and takes nothing more', async () => {
    line.waiting = [{ id: 'a', lane: 'a' }];
    dispatcher.start();
    await line.are('a');
    const stopped = dispatcher.stop(10_000);
    line.waiting = [{ id: 'b', lane: 'a' }];
    dispatcher.wake();
    line.under.get('a')?.end();
    await stopped;
    expect(line.carried).toEqual(['a']);
    expect(line.waiting).toHaveLength(1);
  });

  it('aborts what takes longer than the grace', async () => {
    line.waiting = [{ id: 'a', lane: 'a' }];
    dispatcher.start();
    await line.are('a');
    await dispatcher.stop(10);
    expect(line.carried).toEqual(['a']);
  });
});
