import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { GalleyError } from '../errors/galley-error.js';
import { PrismaClient, type Prisma } from '../generated/prisma/client.js';
import type { Principal } from '../auth/principal.js';
import { signActorContext } from '../tenancy/actor-context.js';
import { signTenantContext } from '../tenancy/tenant-context.js';
import { databaseProblem } from './database-problem.js';
import { SqlDoor } from './sql-door.js';
import type { SqlTx } from './sql-tx.js';
import { nameStatements } from './statement-names.js';
import { TruthfulClient } from './truthful-client.js';
import type { Tx } from './tx.js';

export interface DatabaseOptions {
  /** Connects as `galley_app`: forced row-level security. */
  readonly appUrl: string;
  /** Connects as `galley_system`: sees all tenants. */
  readonly systemUrl: string;
  readonly tenantSecret: string;
  /** Connections per role. */
  readonly poolSize: number;
}

export interface TransactionOptions {
  /** How long the work may take before it is rolled back; 10 s unless said. */
  readonly timeoutMs?: number;
  readonly isolation?: Prisma.TransactionIsolationLevel;
}

const CONNECT_TIMEOUT_MS = 5_000;
const POOL_WAIT_MS = 5_000;
const DEFAULT_TIMEOUT_MS = 10_000;

/** The only door to the database. Feature code receives a transaction, never a client, so no statement runs outside. */
export class Database {
  readonly #app: Role;
  readonly #system: Role;
  readonly #tenantSecret: string;

  constructor(options: DatabaseOptions) {
    this.#app = connect(options.appUrl, options.poolSize);
    this.#system = connect(options.systemUrl, options.poolSize);
    this.#tenantSecret = options.tenantSecret;
  }

  /**
   * Runs `work` in one transaction that sees this organization's rows only. What `work` throws rolls back and reaches
   * the caller; an outage of the database surfaces as `unavailable` (503).
   */
  withTenant<T>(
    organizationId: string,
    work: (tx: Tx) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T> {
    const context = signTenantContext(this.#tenantSecret, organizationId);
    return transact(
      this.#app.client,
      async (tx) => {
        await tx.$executeRaw`select set_config('galley.tenant', ${context}, true)`;
        return work(tx);
      },
      options,
    );
  }

  /**
   * As `withTenant`, but acting for the caller and not for the organization: row-level security holds what this person
   * may see and change (libs/platform/sql/015_actor_context.sql).
   */
  withActor<T>(caller: Principal, work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T> {
    const tenant = signTenantContext(this.#tenantSecret, caller.organization.id);
    const actor = signActorContext(this.#tenantSecret, caller);
    return transact(
      this.#app.client,
      async (tx) => {
        await tx.$executeRaw`
          select set_config('galley.tenant', ${tenant}, true), set_config('galley.actor', ${actor}, true)`;
        return work(tx);
      },
      options,
    );
  }

  /** As `withActor`, in SQL only. */
  withActorSql<T>(
    caller: Principal,
    work: (tx: SqlTx) => Promise<T>,
    { timeoutMs }: Pick<TransactionOptions, 'timeoutMs'> = {},
  ): Promise<T> {
    const tenant = pg.escapeLiteral(signTenantContext(this.#tenantSecret, caller.organization.id));
    const actor = pg.escapeLiteral(signActorContext(this.#tenantSecret, caller));
    const opening = `SELECT set_config('galley.tenant', ${tenant}, true), set_config('galley.actor', ${actor}, true)`;
    return speakSql(this.#app, opening, work, timeoutMs);
  }

  /** Runs `work` in one transaction across all tenants: scheduler, reconciler, reaper, dispatcher, administration. */
  asSystem<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return transact(this.#system.client, work, options);
  }

  /** As `withTenant`, in SQL only: for what every job and request does, at a tenth of the CPU. */
  withTenantSql<T>(
    organizationId: string,
    work: (tx: SqlTx) => Promise<T>,
    { timeoutMs }: Pick<TransactionOptions, 'timeoutMs'> = {},
  ): Promise<T> {
    const context = pg.escapeLiteral(signTenantContext(this.#tenantSecret, organizationId));
    return speakSql(this.#app, `SELECT set_config('galley.tenant', ${context}, true)`, work, timeoutMs);
  }

  /** As `asSystem`, in SQL only. */
  asSystemSql<T>(work: (tx: SqlTx) => Promise<T>): Promise<T> {
    return speakSql(this.#system, '', work);
  }

  /** Resolves when both roles can run a statement; otherwise `unavailable`. */
  async ping(): Promise<void> {
    try {
      await Promise.all([this.#app.pool.query('select 1'), this.#system.pool.query('select 1')]);
    } catch (error) {
      throw databaseProblem(error);
    }
  }

  /** Closes every connection; transactions under way finish first. */
  async close(): Promise<void> {
    const close = async ({ client, pool }: Role): Promise<void> => {
      await client.$disconnect();
      await pool.end();
    };
    await Promise.all([close(this.#app), close(this.#system)]);
  }
}

/** One database role: a pool, and the two ways to speak over it. */
interface Role {
  readonly pool: pg.Pool;
  readonly client: PrismaClient;
  readonly door: SqlDoor;
}

function connect(url: string, poolSize: number): Role {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'galley',
    Client: TruthfulClient,
  });
  // An idle connection that dies leaves the pool; the next transaction opens another.
  pool.on('error', () => undefined);
  const nameOf = nameStatements();
  const adapter = new PrismaPg(pool, { statementNameGenerator: nameOf });
  return { pool, client: new PrismaClient({ adapter }), door: new SqlDoor(pool, nameOf) };
}

async function speakSql<T>(
  role: Role,
  opening: string,
  work: (tx: SqlTx) => Promise<T>,
  timeoutMs = DEFAULT_TIMEOUT_MS,
): Promise<T> {
  try {
    return await role.door.transact(opening, work, timeoutMs);
  } catch (error) {
    if (error instanceof GalleyError) throw error;
    throw databaseProblem(error);
  }
}

async function transact<T>(
  client: PrismaClient,
  work: (tx: Tx) => Promise<T>,
  { timeoutMs = DEFAULT_TIMEOUT_MS, isolation }: TransactionOptions = {},
): Promise<T> {
  try {
    return await client.$transaction(work, {
      maxWait: POOL_WAIT_MS,
      timeout: timeoutMs,
      ...(isolation && { isolationLevel: isolation }),
    });
  } catch (error) {
    if (error instanceof GalleyError) throw error;
    throw databaseProblem(error);
  }
}
