import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { TruthfulClient } from './truthful-client.js';

describe('TruthfulClient', () => {
  const send = Reflect.get(pg.Client.prototype, 'query') as (...args: never[]) => Promise<unknown>;
  let clone: ClonedDatabase;
  let client: pg.Client;
  let under = 0;
  let most = 0;

  /** Counts the statements that pg holds at a time: its warning about a second one comes once per process only. */
  beforeAll(async () => {
    clone = await cloneDatabase();
    client = new TruthfulClient({ connectionString: clone.url });
    await client.connect();
    pg.Client.prototype.query = function counted(this: pg.Client, ...args: never[]) {
      most = Math.max(most, ++under);
      const answer = send.apply(this, args);
      const end = (): void => void under--;
      answer.then(end, end);
      return answer;
    } as pg.Client['query'];
  });
  afterAll(async () => {
    pg.Client.prototype.query = send as pg.Client['query'];
    await client.end();
    await clone.drop();
  });
  beforeEach(() => {
    under = most = 0;
  });

  it('sends what is asked at once one by one, in its order', async () => {
    const answers = await Promise.all([1, 2, 3].map((n) => client.query(`select ${n}::int as n`)));
    expect(answers.map(({ rows }) => rows)).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
    expect(most).toBe(1);
  });

  it('goes on after a statement that failed', async () => {
    const [failed, next] = await Promise.allSettled([client.query('select 1 / 0'), client.query('select 1')]);
    expect([failed?.status, next?.status]).toEqual(['rejected', 'fulfilled']);
    expect(most).toBe(1);
  });
});
