import { Conflict, Forbidden, Invalid, type GalleyError } from '@galley/platform';
import type { TableShape } from './shape/record-shape.js';

interface DatabaseRefusal {
  readonly code?: unknown;
  readonly constraint?: unknown;
}

/** What a statement on a record was refused for; null when that is no matter of the record. */
export interface Refusal {
  readonly kind: 'rule' | 'twin' | 'referred' | 'confined' | 'collision';
  /** Where it is, when the entity says so. */
  readonly field: string | null;
  readonly says: string;
}

/** Reads PostgreSQL's refusal: constraints in the entity's own words, never the server's message, which may hold values. */
export function refusalOf(error: unknown, ...shapes: readonly TableShape[]): Refusal | null {
  const { code, constraint } = (error ?? {}) as DatabaseRefusal;
  const [shape] = shapes;
  const words = shapes.map(({ constraints }) => constraints[String(constraint)]).find(Boolean);
  const named = { field: words?.field ?? null };
  switch (code) {
    case '23514':
    case '23P01':
    case 'P0001':
    case '23502':
      return {
        kind: 'rule',
        ...named,
        says:
          words?.says ?? `breaks the rule ${typeof constraint === 'string' ? constraint : 'of its table'}`,
      };
    case '23505':
      return {
        kind: 'twin',
        ...named,
        says: words?.says ?? `another ${shape?.label} with the same ${keyOf(shape)} exists`,
      };
    case '23503':
      return {
        kind: 'referred',
        ...named,
        says: words?.says ?? 'something else refers to it, or what it refers to is elsewhere',
      };
    case '42501':
      return {
        kind: 'confined',
        ...named,
        says: 'it is not yours, or belongs to a project that you are not a member of',
      };
    case '40001':
    case '40P01':
      return { kind: 'collision', ...named, says: 'somebody changed the same at the same moment; try again' };
    case '22003':
      return { kind: 'rule', ...named, says: 'a number is out of range' };
    default:
      return null;
  }
}

/** The problem behind an error of a statement on records; what is none of theirs stays as it is. */
export function recordProblem(error: unknown, pointer: string, ...shapes: readonly TableShape[]): unknown {
  const refusal = refusalOf(error, ...shapes);
  if (!refusal) return error;
  const { kind, field, says } = refusal;
  if (kind === 'rule') {
    const at = field === null ? pointer : `${pointer}/${field}`;
    return Invalid.error(`The ${shapes[0]?.label} is not valid.`, {
      errors: [{ pointer: at, detail: field === null ? says : `${field} ${says}` }],
      cause: error,
    });
  }
  const problem = kind === 'confined' ? Forbidden : Conflict;
  return problem.error(`${says.charAt(0).toUpperCase()}${says.slice(1)}.`, { cause: error });
}

/** `invalid` with every fault that was found; at most a hundred are named. */
export function invalidRecord(
  { label }: TableShape,
  faults: readonly { readonly pointer: string; readonly detail: string }[],
): GalleyError {
  return Invalid.error(`${faults.length} field(s) of the ${label} are not valid.`, {
    errors: faults.slice(0, 100),
  });
}

function keyOf(shape: TableShape | undefined): string {
  return shape?.key.map((name) => name.replace(/_id$/, '')).join(', ') ?? 'key';
}
