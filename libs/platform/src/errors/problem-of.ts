import { HttpException } from '@nestjs/common';
import {
  BodyTooLarge,
  Conflict,
  Forbidden,
  Gone,
  Internal,
  Invalid,
  Malformed,
  MethodNotAllowed,
  NotAcceptable,
  NotFound,
  PreconditionFailed,
  RequestTimeout,
  TooManyRequests,
  Unauthenticated,
  Unavailable,
  UnsupportedMediaType,
  UriTooLong,
} from './common-problems.js';
import type { Problem } from './define-problem.js';
import { GalleyError } from './galley-error.js';

const BY_STATUS: ReadonlyMap<number, Problem> = new Map(
  [
    Malformed,
    Unauthenticated,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    NotAcceptable,
    RequestTimeout,
    Conflict,
    Gone,
    PreconditionFailed,
    BodyTooLarge,
    UriTooLong,
    UnsupportedMediaType,
    Invalid,
    TooManyRequests,
    Unavailable,
  ].map((problem) => [problem.status, problem]),
);

/** Our words for what frameworks say: theirs name internals, and echo what the client sent. */
const DETAIL: Readonly<Record<number, string>> = {
  400: 'The request cannot be read; check the address, the headers and the body.',
  404: 'There is nothing at this address, or it is not yours.',
  413: 'The body is larger than this service accepts.',
  415: 'Send the body as application/json.',
};

/** The problem behind anything that was thrown. What nobody expected becomes `internal`, with the error as cause. */
export function problemOf(error: unknown): GalleyError {
  if (error instanceof GalleyError) return error;
  const prisma = prismaProblem(error);
  if (prisma) return prisma;
  const status = error instanceof HttpException ? error.getStatus() : statusOfFastifyError(error);
  const kind = status === null ? undefined : BY_STATUS.get(status);
  if (kind && status !== null) {
    const text = DETAIL[status] ?? (error instanceof Error ? error.message : kind.title);
    return kind.error(text, { cause: error });
  }
  return Internal.error('The error is recorded under the request id; report that id to the operator.', {
    cause: error,
  });
}

/** Fastify's own errors carry a status; anything else that has one did not come through HTTP. */
function statusOfFastifyError(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  return typeof code === 'string' && code.startsWith('FST_') && typeof statusCode === 'number'
    ? statusCode
    : null;
}

/** Outages are translated where the database is called; these are answers about single rows. */
function prismaProblem(error: unknown): GalleyError | null {
  if (!(error instanceof Error) || error.name !== 'PrismaClientKnownRequestError') return null;
  switch ((error as { code?: unknown }).code) {
    case 'P2002':
      return Conflict.error(`Another one with the same ${uniqueFields(error)} exists.`, { cause: error });
    case 'P2003':
      return Conflict.error('Something else still refers to this, or what it refers to does not exist.', {
        cause: error,
      });
    case 'P2023':
    case 'P2025':
      return NotFound.error('There is nothing at this address, or it is not yours.', { cause: error });
    case 'P2034':
      return Conflict.error('Somebody changed the same thing at the same moment; try again.', {
        cause: error,
      });
    default:
      return null;
  }
}

interface UniqueViolation {
  readonly constraint?: { readonly fields?: readonly string[]; readonly index?: string };
  readonly table?: string;
}

/** The driver names either the columns or, without reading them, the index: `business_unit_organization_id_code_key`. */
function uniqueFields(error: Error): string {
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: UniqueViolation } } };
  const { constraint, table = '' } = meta?.driverAdapterError?.cause ?? {};
  const fields = constraint?.fields?.map((field) => field.replaceAll('"', ''));
  const named =
    fields ??
    constraint?.index
      ?.replace(`${table}_`, '')
      .replace(/_(key|idx)$/, '')
      .split(', ');
  const visible = named
    ?.map((name) => name.replace(/^organization_id(_|$)/, ''))
    .filter((name) => name !== '');
  return visible?.length ? visible.join(', ') : 'identity';
}
