import { GalleyError } from '@galley/platform';
import { QueryTimeout, SourceFailed, SourceUnavailable } from '../datasets/dataset-problems.js';

/** Which query of which unit failed; both reach the client. */
export interface QueryContext {
  readonly source: string;
  readonly bu_code: string | null;
  readonly timeoutMs: number;
}

/** Connection failures, shutdowns, too many connections, failed logins: not there, rather than wrong. */
const OUTAGE_STATE = /^(08...|57P0[1-5]|53...|28...|3D000|25P0[34])$/;
const OUTAGE_SOCKET =
  /^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|AI_AGAIN|HOSTUNREACH|NETUNREACH)$|^ENOTFOUND$|^ENOENT$/;
const OUTAGE_MESSAGE =
  /connection terminated|timeout exceeded when trying to connect|not queryable|timeout expired/i;

const QUERY_CANCELED = '57014';
const LOCK_NOT_AVAILABLE = '55P03';

/** What a SQLSTATE means in words; the server's own message may hold values of rows and is never passed on. */
const CONDITIONS: Readonly<Record<string, string>> = {
  '22012': 'division by zero',
  '22003': 'a number is out of range',
  '22P02': 'a text cannot be read as the type it is used as',
  '22007': 'a text cannot be read as a date or time',
  '22023': 'an argument or setting has a value that the server refuses',
  '22008': 'a date or time is out of range',
  '21000': 'a sub-query gives more than one row',
  '25006': 'it tries to write; sources are read only',
  '2D000': 'it tries to end the transaction; sources are read only',
  '0A000': 'it uses something that is not supported',
  '42501': 'the role galley_data may not read what it reads; grant it the right',
  '42601': 'its SQL has a syntax error',
  '42702': 'a column reference is ambiguous',
  '42703': 'a column it names does not exist',
  '42804': 'its columns are not of the types it declares',
  '42883': 'a function it calls does not exist',
  '42P01': 'a table it reads does not exist',
  '42P10': 'a column reference in it is not valid',
  '54001': 'it nests too deeply',
  '53200': 'the database is out of memory',
  P0001: 'it raises an error of its own',
  P0002: 'it expects a row that is not there',
  P0003: 'it expects one row and finds more',
  '40001': 'it collides with a concurrent change; try again',
  '57014': 'it was cancelled',
};

/**
 * A failure while a source was read, as the client may know it: the source and unit by name, the condition in words,
 * never values. Problems pass unchanged.
 */
export function sourceProblem(error: unknown, context: QueryContext): GalleyError {
  if (error instanceof GalleyError) return error;
  const where = `Source "${context.source}"${context.bu_code === null ? '' : ` in business unit ${context.bu_code}`}`;
  const state = sqlStateOf(error);
  const facts = { source: context.source, bu_code: context.bu_code, sqlstate: state };
  if (state === QUERY_CANCELED || state === LOCK_NOT_AVAILABLE) {
    return QueryTimeout.error(
      `${where} took longer than ${context.timeoutMs} ms; narrow the filters or raise timeout_ms.`,
      { facts, cause: error },
    );
  }
  if (isOutage(error)) {
    return SourceUnavailable.error(`${where} cannot be read: its database is not reachable.`, {
      facts,
      retry_after_s: 5,
      cause: error,
    });
  }
  const condition = CONDITIONS[state ?? ''] ?? `SQL error ${state ?? 'of unknown kind'}`;
  return SourceFailed.error(`${where} failed: ${condition}.`, { facts, cause: error });
}

export function isOutage(error: unknown): boolean {
  const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: unknown };
  // Node tries every address of a name and reports them together.
  if (Array.isArray(errors) && errors.length > 0) return errors.every(isOutage);
  if (typeof code === 'string' && (OUTAGE_STATE.test(code) || OUTAGE_SOCKET.test(code))) return true;
  return typeof message === 'string' && OUTAGE_MESSAGE.test(message);
}

export function sqlStateOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}
