import { Internal, Unavailable } from '../errors/common-problems.js';

/** SQLSTATE classes and codes that mean "the database is not there right now", not "the statement is wrong". */
const OUTAGE_SQLSTATE = /^(08...|57P0[1-5]|53...|25P03|25P04)$/;
const OUTAGE_PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1011', 'P1017', 'P2024', 'P2028', 'P2037']);
const OUTAGE_DRIVER = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
]);
const OUTAGE_SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENOENT',
]);
/** node-postgres reports these without a code. */
const OUTAGE_MESSAGE = /connection terminated|timeout exceeded when trying to connect|not queryable/i;
const FORBIDDEN_SQLSTATE = '42501';

interface Codes {
  readonly codes: readonly string[];
  readonly messages: readonly string[];
}

/**
 * What a failure of the database means to the caller: an outage becomes `unavailable` (503, retry later), a refused
 * tenant context becomes `internal` because only a bug of ours can forge one, everything else passes unchanged.
 */
export function databaseProblem(error: unknown): unknown {
  const { codes, messages } = codesOf(error);
  if (codes.includes(FORBIDDEN_SQLSTATE)) {
    return Internal.error('The database refused the operation; the operator has been told.', {
      cause: error,
    });
  }
  const isOutage =
    codes.some(
      (code) =>
        OUTAGE_SQLSTATE.test(code) ||
        OUTAGE_PRISMA.has(code) ||
        OUTAGE_DRIVER.has(code) ||
        OUTAGE_SOCKET.has(code),
    ) || messages.some((message) => OUTAGE_MESSAGE.test(message));
  if (!isOutage) return error;
  return Unavailable.error('The database is not reachable; try again in a few seconds.', {
    retry_after_s: 5,
    cause: error,
  });
}

/** SQLSTATE of a failed statement, however deep Prisma and the driver have wrapped it; null when there is none. */
export function sqlStateOf(error: unknown): string | null {
  return codesOf(error).codes.find((code) => /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code)) ?? null;
}

/** Whether a unique key refused the statement, said by PostgreSQL or by Prisma. */
export function isUniqueViolation(error: unknown): boolean {
  return codesOf(error).codes.some((code) => code === '23505' || code === 'P2002');
}

/** Collects codes along `cause` and Prisma's `meta.driverAdapterError`, at most a handful of levels deep. */
function codesOf(error: unknown): Codes {
  const codes: string[] = [];
  const messages: string[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > 6 || typeof value !== 'object' || value === null) return;
    const record = value as Readonly<Record<string, unknown>>;
    for (const key of ['code', 'originalCode', 'kind']) {
      const code = record[key];
      if (typeof code === 'string') codes.push(code);
    }
    if (typeof record.message === 'string') messages.push(record.message);
    visit(record.cause, depth + 1);
    visit(record.meta, depth + 1);
    visit(record.driverAdapterError, depth + 1);
    if (Array.isArray(record.errors)) for (const inner of record.errors) visit(inner, depth + 1);
  };
  visit(error, 0);
  return { codes, messages };
}
