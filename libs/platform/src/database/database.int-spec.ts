import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import { Database } from './database.js';

describe('Database', () => {
  let clone: ClonedDatabase;
  let database: Database;

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = new Database({ ...clone, poolSize: 4 });
  });
  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  it('answers a ping', async () => {
    await expect(database.ping()).resolves.toBeUndefined();
  });

  it('sees the rows of one organization inside withTenant, of all inside asSystem', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    await database.asSystem((tx) =>
      tx.organization.createMany({
        data: [
          { id: a, code: 'a', name: 'A' },
          { id: b, code: 'b', name: 'B' },
        ],
      }),
    );
    const seen = await database.withTenant(a, (tx) => tx.organization.findMany());
    expect(seen.map((row) => row.code)).toEqual(['a']);
    await expect(database.asSystem((tx) => tx.organization.count())).resolves.toBe(2);
  });
});
