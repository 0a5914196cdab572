import { randomUUID } from 'node:crypto';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { Database } from '../database/database.js';
import { forgetIdempotencyKeys } from './forget-idempotency-keys.js';

describe('first answers', () => {
  let clone: ClonedDatabase;
  let database: Database;

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = new Database({ ...clone, poolSize: 2 });
  });
  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  it('are forgotten after a day, and not before', async () => {
    const hour = 3_600_000;
    const row = (key: string, age: number) => ({
      organization_id: randomUUID(),
      actor_id: randomUUID(),
      key,
      route: 'POST /',
      body_digest: '0'.repeat(64),
      created_at: new Date(Date.now() - age),
    });
    await database.asSystem((tx) =>
      tx.idempotency_key.createMany({ data: [row('old', 25 * hour), row('young', 23 * hour)] }),
    );
    expect(await forgetIdempotencyKeys(database)).toBe(1);
    const left = await database.asSystem((tx) => tx.idempotency_key.findMany());
    expect(left.map(({ key }) => key)).toEqual(['young']);
  });
});
