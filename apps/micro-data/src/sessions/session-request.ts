import type { SqlFragment } from '@galley/dataset';
import type { Principal } from '@galley/platform';
import type { DataSource } from './data-source.js';
import type { QueryContext } from './source-problem.js';

/** What a session is opened for. */
export interface SessionRequest {
  readonly dataSource: DataSource;
  /** IANA zone in which local days begin and timestamps are shown. */
  readonly timezone: string;
  /** Who reads: row-level security of the product's own database decides by it. */
  readonly caller: Principal;
  readonly context: QueryContext;
  /** Fires when nobody waits for the answer any more: running statements are cancelled. */
  readonly signal: AbortSignal;
  /** Statements that will be run first: their answers come with the snapshot, in the same round trip. */
  readonly ahead?: readonly SqlFragment[];
}
