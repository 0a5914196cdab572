import pg from 'pg';
import { Prisma } from '../generated/prisma/client.js';
import { utcMidnight } from './calendar-day.js';
import type { nameStatements } from './statement-names.js';
import type { SqlTx } from './sql-tx.js';

const INT8 = 20;
const DATE = 1082;
const { getTypeParser } = pg.types;

const TYPES = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 ? BigInt : oid === DATE ? utcMidnight : getTypeParser(oid, format)) as typeof getTypeParser,
};

/**
 * Transactions straight on the pool that Prisma uses too. For the few paths that every job takes: the same statement
 * costs a tenth of the CPU it costs through Prisma's engine. Same pool, same statement names, same promises.
 */
export class SqlDoor {
  constructor(
    private readonly pool: pg.Pool,
    private readonly nameOf: ReturnType<typeof nameStatements>,
  ) {}

  /** `opening` runs with BEGIN, in one round trip; it must be free of foreign text. */
  async transact<T>(opening: string, work: (tx: SqlTx) => Promise<T>, timeoutMs: number): Promise<T> {
    const client = await this.pool.connect();
    // A connection that dies between two statements says so here; the next statement fails with it.
    client.on('error', ignore);
    let isBroken = false;
    const timer = setTimeout(() => {
      isBroken = true;
      // The server rolls back when the line is cut, and whatever waits for an answer fails.
      cut(client);
    }, timeoutMs);
    try {
      await client.query(`BEGIN;${opening}`);
      const result = await work(this.#on(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      if (!isBroken) isBroken = await hasLostItsTransaction(client);
      throw error;
    } finally {
      clearTimeout(timer);
      client.off('error', ignore);
      client.release(isBroken);
    }
  }

  #on(client: pg.PoolClient): SqlTx {
    const run = (query: TemplateStringsArray | Prisma.Sql, given: readonly unknown[]) => {
      const { text, values } = 'raw' in query ? Prisma.sql(query, ...given) : query;
      return client.query({ name: this.nameOf({ sql: text }), text, values, types: TYPES });
    };
    return {
      $queryRaw: async <T>(query: TemplateStringsArray | Prisma.Sql, ...values: readonly unknown[]) =>
        (await run(query, values)).rows as T,
      $executeRaw: async (query, ...values) => (await run(query, values)).rowCount ?? 0,
    };
  }
}

/** True when the connection cannot be used again. */
async function hasLostItsTransaction(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return false;
  } catch {
    return true;
  }
}

function cut(client: pg.PoolClient): void {
  client.connection.stream.destroy();
}

function ignore(): void {}
