import pg from 'pg';

/**
 * A connection whose COMMIT means it, and that sends one statement at a time.
 *
 * PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error, so work that swallowed a failed statement
 * would be reported as done although nothing was kept. And Prisma loads the relations of a row at once, in one
 * transaction: pg's own queue for that is deprecated and gone in pg 9, so the statements wait for their turn here.
 */
export class TruthfulClient extends pg.Client {
  /** Settles with the last statement that was asked for; null when none is under way. */
  #last: Promise<unknown> | null = null;

  override query(...args: never[]): never {
    // With a callback: a client of its own from the pool, which never shares it.
    if (typeof args.at(-1) === 'function') return this.#send(args) as never;
    const answer = this.#last ? this.#last.then(() => this.#send(args)) : this.#send(args);
    if (!(answer instanceof Promise)) return answer as never;
    const settled = answer.then(ignore, ignore).then(() => {
      if (this.#last === settled) this.#last = null;
    });
    this.#last = settled;
    return answer as never;
  }

  #send(args: readonly never[]): unknown {
    // pg has ten overloads of query; whatever came in goes on.
    const answer: unknown = super.query(...(args as unknown as [string, unknown[]]));
    if (textOf(args[0]) !== 'COMMIT' || !(answer instanceof Promise)) return answer;
    return answer.then((result: pg.QueryResult) => {
      if (result.command === 'COMMIT') return result;
      throw new Error('The transaction was rolled back: a statement in it had failed.');
    });
  }
}

function ignore(): void {
  // Whoever asked hears of the failure; the next statement only waits for its end.
}

function textOf(query: unknown): unknown {
  return typeof query === 'object' && query !== null && 'text' in query ? query.text : query;
}
