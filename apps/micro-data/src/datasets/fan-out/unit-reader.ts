import { GalleyError, type Principal } from '@galley/platform';
import type { UnitSummary } from '@galley/dataset';
import type { SourceColumn } from '../../catalog/source-column.js';
import type { DataPools } from '../../sessions/data-pools.js';
import type { DataSessionsConfig } from '../../sessions/data-sessions-config.js';
import { Session } from '../../sessions/session.js';
import { drift } from '../kinds/binding-drift.js';
import type {
  BindRequest,
  Binding,
  BoundSource,
  DistinctQuery,
  SourceKind,
  UnitQuery,
  UnitRows,
} from '../kinds/source-kind.js';
import type { ParamValues } from '../params/declared-params.js';
import type { UnitAggregates } from '../totals/present-totals.js';
import type { DataUnit } from './data-unit.js';

/** What all units of a request share. */
export interface ReadContext {
  readonly pools: DataPools;
  readonly sessions: DataSessionsConfig;
  readonly kind: SourceKind;
  readonly source: BoundSource;
  readonly params: ParamValues;
  readonly caller: Principal;
  readonly timezone: string;
  readonly signal: AbortSignal;
}

/** Reads one unit and keeps account of how it fared. */
export class UnitReader {
  /** Rows of this unit in the dataset. */
  row_count = 0;
  /** Columns as they were when the unit was bound. */
  columns: readonly SourceColumn[] = [];
  /** Whether the unit's server orders texts by Unicode's rules. */
  hasUnicodeCollation = true;
  private session: Session | null = null;
  private binding: Binding | null = null;
  private rows: UnitRows | null = null;
  private problem: GalleyError | null = null;
  private busyMs = 0;

  constructor(
    readonly unit: DataUnit,
    private readonly context: ReadContext,
  ) {}

  get timeoutMs(): number {
    const { timeout_ms } = this.context.source;
    const limit = this.unit.data_source.statement_timeout_ms;
    return timeout_ms === null ? limit : Math.min(timeout_ms, limit);
  }

  get hasFailed(): boolean {
    return this.problem !== null;
  }

  get failure(): GalleyError | null {
    return this.problem;
  }

  /** Opens a snapshot and binds the source in it. Throws `binding-drift` when it was bound before with other columns. */
  async bind(): Promise<void> {
    if (this.binding) return;
    await this.timed(async () => {
      const { context, unit } = this;
      this.session ??= await Session.open(context.pools, context.sessions, {
        dataSource: unit.data_source,
        timezone: context.timezone,
        caller: context.caller,
        signal: context.signal,
        ahead: context.kind.asksFirst(context.source, unit.data_source.schema),
        context: { source: context.source.name, bu_code: unit.bu_code, timeoutMs: this.timeoutMs },
      });
      this.hasUnicodeCollation = this.session.hasUnicodeCollation;
      const request: BindRequest = {
        ...context,
        session: this.session,
        bu_code: unit.bu_code,
        organization_id: context.caller.organization.id,
      };
      const binding = await context.kind.bind(request);
      if (this.columns.length > 0 && !isSame(this.columns, binding.columns)) {
        throw drift(request, 'changed its columns while it was read; try again');
      }
      this.columns = binding.columns;
      this.binding = binding;
    });
  }

  /** Starts the query; rows come from `batches()` of the answer. */
  async open(query: UnitQuery): Promise<UnitRows> {
    await this.bind();
    const { binding } = this;
    if (!binding) throw new Error('a unit that is not bound cannot be read');
    this.rows = await this.timed(() => binding.open({ ...query, bu_code: this.unit.bu_code }));
    return this.rows;
  }

  /** One, or one for each currency that the rows state. */
  aggregates(): readonly UnitAggregates[] {
    const aggregates = this.rows?.aggregates() ?? null;
    if (!aggregates || this.problem) return [];
    return aggregates.parts ?? [{ ...aggregates, currency: this.unit.currency }];
  }

  /** Values of a column over all matching rows; none where the source cannot be asked. */
  async distinct(
    column: SourceColumn,
    query: Omit<DistinctQuery, 'bu_code'>,
  ): Promise<readonly (string | null)[]> {
    await this.bind();
    const { binding } = this;
    return (
      (await this.timed(async () => binding?.distinct?.(column, { ...query, bu_code: this.unit.bu_code }))) ??
      []
    );
  }

  /** Gives the connection back. The account stays. */
  async release(): Promise<void> {
    const { session } = this;
    this.session = null;
    this.binding = null;
    await session?.close();
  }

  fail(error: unknown): void {
    if (!(error instanceof GalleyError)) throw error;
    this.problem = error;
    this.row_count = 0;
  }

  async timed<T>(work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await work();
    } finally {
      this.busyMs += performance.now() - started;
    }
  }

  summary(): UnitSummary {
    return {
      bu_code: this.unit.bu_code ?? '',
      status: this.problem ? 'failed' : 'ok',
      row_count: this.row_count,
      duration_ms: Math.round(this.busyMs),
      currency: this.unit.currency,
      problem: this.problem && { code: this.problem.code, detail: this.problem.message },
    };
  }
}

function isSame(a: readonly SourceColumn[], b: readonly SourceColumn[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ name, oid }, index) => name === b[index]?.name && oid === b[index]?.oid)
  );
}
