import { PrismaPg } from '@prisma/adapter-pg';
import { GalleyError } from '../errors/galley-error.js';
import { PrismaClient, type Prisma } from '../generated/prisma/client.js';
import { signTenantContext } from '../tenancy/tenant-context.js';
import { databaseProblem } from './database-problem.js';
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
  readonly #app: PrismaClient;
  readonly #system: PrismaClient;
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
      this.#app,
      async (tx) => {
        await tx.$executeRaw`select set_config('galley.tenant', ${context}, true)`;
        return work(tx);
      },
      options,
    );
  }

  /** Runs `work` in one transaction across all tenants: scheduler, reconciler, reaper, dispatcher, administration. */
  asSystem<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return transact(this.#system, work, options);
  }

  /** Resolves when both roles can run a statement; otherwise `unavailable`. */
  async ping(): Promise<void> {
    try {
      await Promise.all([this.#app.$queryRaw`select 1`, this.#system.$queryRaw`select 1`]);
    } catch (error) {
      throw databaseProblem(error);
    }
  }

  /** Closes every connection; transactions under way finish first. */
  async close(): Promise<void> {
    await Promise.all([this.#app.$disconnect(), this.#system.$disconnect()]);
  }
}

function connect(url: string, poolSize: number): PrismaClient {
  const pool = {
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'galley',
    Client: TruthfulClient,
  };
  return new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: nameStatements() }) });
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
