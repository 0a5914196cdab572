import { quoteIdent, sql, type SqlFragment } from '@galley/dataset';
import type { PoolClient } from 'pg';
import { runPipeline, type StatementResult } from './pipeline.js';
import { readerSettings } from './reader-settings.js';
import type { SessionRequest } from './session-request.js';

const LOCK_TIMEOUT_MS = 5_000;
/** A client that reads slowly holds its statement, not an idle transaction; idle means that we forgot it. */
const IDLE_TIMEOUT_MS = 60_000;
const CONNECTION_CHECK = '500ms';

/**
 * Begins a read-only snapshot and fixes everything that could change what a row reads like. Settings are local to the
 * transaction, so nothing outlives it. The last statement answers the backend's process id
 * and whether the server has the Unicode collation.
 */
function openingStatements(request: SessionRequest, tenantSecret: string): readonly SqlFragment[] {
  const { dataSource, timezone, context } = request;
  const settings: Readonly<Record<string, string>> = {
    statement_timeout: String(context.timeoutMs),
    lock_timeout: String(Math.min(LOCK_TIMEOUT_MS, context.timeoutMs)),
    idle_in_transaction_session_timeout: String(IDLE_TIMEOUT_MS),
    search_path: `${quoteIdent(dataSource.schema)}, pg_catalog`,
    TimeZone: timezone,
    DateStyle: 'ISO, YMD',
    IntervalStyle: 'iso_8601',
    bytea_output: 'hex',
    extra_float_digits: '1',
    client_connection_check_interval: CONNECTION_CHECK,
    ...readerSettings(request, tenantSecret),
  };
  const names = Object.keys(settings);
  const values = Object.values(settings);
  return [
    sql`begin isolation level repeatable read read only`,
    sql`select set_config(name, value, true) from unnest(${names}::text[], ${values}::text[]) as s(name, value)`,
    sql`select pg_backend_pid(),
          exists (select from pg_collation where collname = 'und-x-icu' and collnamespace = 'pg_catalog'::regnamespace)`,
  ];
}

export const NO_ROWS: StatementResult = { fields: [], rows: [] };

/** What is known as soon as the snapshot is open. */
export interface Opened {
  /** Of the backend, for cancelling what it runs. */
  readonly pid: number;
  readonly hasUnicodeCollation: boolean;
  /** Of the statements asked ahead, by `idOf`. */
  readonly answers: ReadonlyMap<string, StatementResult>;
}

/** Opens the snapshot and asks what will be asked first, all in one round trip. */
export async function openSnapshot(
  client: PoolClient,
  request: SessionRequest,
  tenantSecret: string,
): Promise<Opened> {
  const opening = openingStatements(request, tenantSecret);
  const ahead = request.ahead ?? [];
  const results = await runPipeline(client, [...opening, ...ahead]);
  const [pid, hasUnicode] = results[opening.length - 1]?.rows[0] ?? [];
  const answers = ahead.map((one, index) => [idOf(one), results[opening.length + index] ?? NO_ROWS] as const);
  return { pid: Number(pid), hasUnicodeCollation: hasUnicode === 't', answers: new Map(answers) };
}

/** Same text and same values: the same question. */
export function idOf({ text, values }: SqlFragment): string {
  return JSON.stringify([text, values]);
}
