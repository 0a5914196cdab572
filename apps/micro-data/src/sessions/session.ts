import { sql, type SqlFragment } from '@galley/dataset';
import type { FieldDef, PoolClient } from 'pg';
import { QueryTimeout, SourceUnavailable } from '../datasets/dataset-problems.js';
import { openRawRows, type RawRows } from '../datasets/raw-rows.js';
import type { RowBatch } from '../datasets/batch-queue.js';
import type { DataPool, DataPools } from './data-pools.js';
import type { DataSessionsConfig } from './data-sessions-config.js';
import { describeStatement, runPipeline, type StatementResult } from './pipeline.js';
import type { SessionRequest } from './session-request.js';
import { sourceProblem } from './source-problem.js';
import { idOf, NO_ROWS, openSnapshot, type Opened } from './opening.js';

/** Rows of one statement whose columns are known. */
export interface SessionRows {
  readonly fields: readonly FieldDef[];
  batches(): AsyncGenerator<RowBatch>;
}

/** How long a terminated backend gets before its socket is cut. */
const CANCEL_PATIENCE_MS = 2_000;

/**
 * One read-only snapshot of one data source: a REPEATABLE READ transaction with the schema's search_path, the request's
 * time zone and every timeout set. All statements see the same rows. Always `close` it.
 */
export class Session {
  private statement: { timer: NodeJS.Timeout; isOverdue: boolean } | null = null;
  private isBroken = false;
  private isClosed = false;
  private readonly onAbort = (): void => void this.cancel();

  private constructor(
    private readonly client: PoolClient,
    private readonly data: DataPool,
    private readonly pools: DataPools,
    private readonly request: SessionRequest,
    private readonly graceMs: number,
    private readonly opened: Opened,
  ) {
    // pg emits what kills an idle connection; whoever runs a statement gets it as that statement's error.
    client.on('error', this.markBroken);
    request.signal.addEventListener('abort', this.onAbort, { once: true });
  }

  /**
   * Waits for a connection and begins the snapshot in one round trip. Throws `source-unavailable` when the server cannot
   * be reached or none of its connections came free in time.
   */
  static async open(pools: DataPools, config: DataSessionsConfig, request: SessionRequest): Promise<Session> {
    const { dataSource, context, signal } = request;
    const data = pools.of(dataSource);
    if (!(await data.slots.take(config.waitTimeoutMs, signal))) {
      throw SourceUnavailable.error(
        `All ${dataSource.max_connections} connections of data source "${dataSource.name}" are busy.`,
        { facts: { bu_code: context.bu_code }, retry_after_s: 5 },
      );
    }
    let client: PoolClient | null = null;
    try {
      client = await data.pool.connect();
      const opened = await openSnapshot(client, request, config.tenantSecret);
      return new Session(client, data, pools, request, config.watchdogGraceMs, opened);
    } catch (error) {
      client?.release(true);
      data.slots.give();
      throw sourceProblem(error, context);
    }
  }

  /** Whether texts can be ordered and lowered by Unicode's rules. */
  get hasUnicodeCollation(): boolean {
    return this.opened.hasUnicodeCollation;
  }

  get schema(): string {
    return this.request.dataSource.schema;
  }

  /** What was read of the catalog not long ago; `key` must change with the definition it describes. */
  remember<T>(key: string, read: () => Promise<T>): Promise<T> {
    return this.data.catalog.get(`${this.schema}\n${key}`, read);
  }

  /** The rows of a small statement; from the opening's round trip when it was asked ahead. */
  async ask(statement: SqlFragment): Promise<StatementResult> {
    const known = this.opened.answers.get(idOf(statement));
    if (known) return known;
    const [result] = await this.run(statement);
    return result ?? NO_ROWS;
  }

  /** Runs small statements in one round trip and holds their rows. */
  async run(...statements: readonly SqlFragment[]): Promise<readonly StatementResult[]> {
    return this.guard(() => runPipeline(this.client, statements));
  }

  /** Which columns a statement would return, without running it. */
  async describe(text: string): Promise<readonly FieldDef[]> {
    return this.guard(() => describeStatement(this.client, text));
  }

  /** Starts a statement whose rows are streamed; resolves when PostgreSQL has accepted it. */
  async rows(statement: SqlFragment): Promise<SessionRows> {
    this.begin();
    const raw = openRawRows(this.client, statement);
    let fields: readonly FieldDef[];
    try {
      fields = await raw.fields;
    } catch (error) {
      throw this.end(error);
    }
    return { fields, batches: () => this.stream(raw) };
  }

  /** Ends the snapshot and gives the connection back; a connection in doubt is destroyed. Safe to call twice. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    this.request.signal.removeEventListener('abort', this.onAbort);
    if (this.statement) {
      // Somebody stopped reading half-way.
      this.isBroken = true;
      await this.cancelBackend();
      clearTimeout(this.statement.timer);
      this.statement = null;
    }
    if (this.isBroken) this.giveBack();
    // The answer does not wait for it: nothing depends on how a read-only transaction ends.
    else void runPipeline(this.client, [sql`rollback`]).then(this.giveBack, this.discard);
  }

  private readonly giveBack = (): void => {
    this.client.off('error', this.markBroken);
    this.client.release(this.isBroken);
    this.data.slots.give();
  };

  private readonly discard = (): void => {
    this.isBroken = true;
    this.giveBack();
  };

  private async *stream(raw: RawRows): AsyncGenerator<RowBatch> {
    try {
      yield* raw.batches();
    } catch (error) {
      throw this.end(error);
    }
    this.end(null);
  }

  private async guard<T>(work: () => Promise<T>): Promise<T> {
    this.begin();
    try {
      const result = await work();
      this.end(null);
      return result;
    } catch (error) {
      throw this.end(error);
    }
  }

  private begin(): void {
    if (this.request.signal.aborted) throw SourceUnavailable.error('Nobody waits for the answer any more.');
    const statement = {
      isOverdue: false,
      timer: setTimeout(() => {
        statement.isOverdue = true;
        void this.cancel();
      }, this.request.context.timeoutMs + this.graceMs),
    };
    this.statement = statement;
  }

  /** The statement is over; answers the error as a problem. */
  private end(error: unknown): unknown {
    const { statement } = this;
    this.statement = null;
    if (statement) clearTimeout(statement.timer);
    if (error === null) return null;
    const { context } = this.request;
    if (statement?.isOverdue) {
      return QueryTimeout.error(
        `Source "${context.source}" ran past its limit of ${context.timeoutMs} ms and was cancelled.`,
        { facts: { source: context.source, bu_code: context.bu_code }, cause: error },
      );
    }
    return sourceProblem(error, context);
  }

  /** A session can lift its own timeouts, so over-time and abandoned statements are cancelled from outside. */
  private async cancel(): Promise<void> {
    const { statement } = this;
    if (!statement || this.isClosed) return;
    // Never used again: the cancel may arrive when the statement is over, and must not hit another request's.
    this.isBroken = true;
    await this.cancelBackend();
    const cut = setTimeout(() => {
      if (this.statement === statement) this.cutSocket();
    }, CANCEL_PATIENCE_MS);
    cut.unref();
  }

  private async cancelBackend(): Promise<void> {
    try {
      await this.pools.control(this.data.url).query('select pg_cancel_backend($1)', [this.opened.pid]);
    } catch {
      // The server is gone or full; cutting the socket is what remains.
      this.cutSocket();
    }
  }

  private cutSocket(): void {
    if (!this.statement || this.isClosed) return;
    this.isBroken = true;
    const { connection } = this.client as unknown as { connection?: { stream?: { destroy(): void } } };
    connection?.stream?.destroy();
  }

  private readonly markBroken = (): void => {
    this.isBroken = true;
  };
}
