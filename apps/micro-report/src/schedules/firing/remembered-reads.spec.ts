import { Prisma, type SqlTx } from '@galley/platform';
import { rememberReads } from './remembered-reads.js';

describe('remembered reads', () => {
  const asked: unknown[] = [];
  const tx = {
    $queryRaw: (query: Prisma.Sql) => {
      asked.push(query.values);
      return Promise.resolve([asked.length]);
    },
  } as unknown as SqlTx;
  beforeEach(() => {
    asked.length = 0;
  });

  it('ask the same question once, however it is written', async () => {
    const reads = rememberReads(tx);
    const first = await reads.$queryRaw`select ${1}::int`;
    expect(await reads.$queryRaw`select ${1}::int`).toBe(first);
    expect(await reads.$queryRaw(Prisma.sql`select ${1}::int`)).toBe(first);
    expect(asked).toEqual([[1]]);
  });

  it('ask another one when a value or a word differs', async () => {
    const reads = rememberReads(tx);
    await reads.$queryRaw`select ${1}::int`;
    await reads.$queryRaw`select ${2}::int`;
    await reads.$queryRaw`select ${2}::bigint`;
    await reads.$queryRaw`select ${'2'}::int`;
    expect(asked).toHaveLength(4);
  });

  it('write nothing', async () => {
    await expect(rememberReads(tx).$executeRaw`delete from all_there_is`).rejects.toThrow(
      'nothing is written',
    );
  });
});
