import { Prisma, type SqlTx } from '@galley/platform';

/**
 * The transaction, for a while in which it only reads: the same question is asked once. Schedules that are due together
 * are often of one organization, owner and template, and each would ask for all of them again. Writing is refused, as
 * it could change an answer.
 */
export function rememberReads(tx: SqlTx): SqlTx {
  const answers = new Map<string, Promise<unknown>>();
  return {
    $queryRaw: <T>(query: TemplateStringsArray | Prisma.Sql, ...given: readonly unknown[]) => {
      const asked = 'raw' in query ? Prisma.sql(query, ...given) : query;
      const key = JSON.stringify([asked.sql, asked.values]);
      const answer = answers.get(key) ?? tx.$queryRaw(asked);
      answers.set(key, answer);
      return answer as Promise<T>;
    },
    $executeRaw: () => Promise.reject(new Error('nothing is written while reads are remembered')),
  };
}
