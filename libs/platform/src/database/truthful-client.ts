import pg from 'pg';

/**
 * A connection whose COMMIT means it. PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error, so
 * work that swallowed a failed statement would be reported as done although nothing was kept.
 */
export class TruthfulClient extends pg.Client {
  override query(...args: never[]): never {
    // pg has ten overloads of query; whatever came in goes on.
    const answer: unknown = super.query(...(args as unknown as [string, unknown[]]));
    if (textOf(args[0]) !== 'COMMIT' || !(answer instanceof Promise)) return answer as never;
    return answer.then((result: pg.QueryResult) => {
      if (result.command === 'COMMIT') return result;
      throw new Error('The transaction was rolled back: a statement in it had failed.');
    }) as never;
  }
}

function textOf(query: unknown): unknown {
  return typeof query === 'object' && query !== null && 'text' in query ? query.text : query;
}
