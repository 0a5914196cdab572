import type { RecordProblem } from '@galley/dataset';
import {
  Conflict,
  Forbidden,
  GalleyError,
  Invalid,
  knownProblem,
  type FieldError,
  type Problem,
} from '@galley/platform';
import type { EntityShape, TableShape } from './shape/record-shape.js';

/** What is wrong in a record; with `problem`, what that is answered as instead of `invalid`. */
export interface RecordFault extends FieldError {
  readonly problem?: RecordProblem;
}

interface DatabaseRefusal {
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly detail?: unknown;
  readonly hint?: unknown;
  readonly routine?: unknown;
}

/** What a statement on a record was refused for; null when that is no matter of the record. */
export interface Refusal {
  readonly kind: 'rule' | 'twin' | 'referred' | 'confined' | 'collision';
  /** Where it is, when the entity says so. */
  readonly field: string | null;
  readonly says: string;
  /** What callers know it by, when the entity says so. */
  readonly problem: RecordProblem | null;
  /** Id of the record, when a trigger says so. */
  readonly record_id: string | null;
}

/**
 * Reads PostgreSQL's refusal: constraints in the entity's own words, never the server's, which may hold values of others. What
 * a trigger raises may say more: its DETAIL follows the words, its HINT is the id of the record that it refuses.
 */
export function refusalOf(error: unknown, ...shapes: readonly TableShape[]): Refusal | null {
  const { code, constraint, detail, hint, routine } = (error ?? {}) as DatabaseRefusal;
  const [shape] = shapes;
  const words = shapes.map(({ constraints }) => constraints[String(constraint)]).find(Boolean);
  const isRaised = routine === 'exec_stmt_raise';
  const more = isRaised && typeof detail === 'string' && detail !== '' ? `: ${detail}` : '';
  const refusal = (kind: Refusal['kind'], says: string): Refusal => ({
    kind,
    field: words?.field ?? null,
    says: `${words?.says ?? says}${more}`,
    problem: words?.problem ?? null,
    record_id: isRaised && typeof hint === 'string' ? hint : null,
  });
  switch (code) {
    case '23514':
    case '23P01':
    case 'P0001':
    case '23502':
      return refusal(
        'rule',
        `breaks the rule ${typeof constraint === 'string' ? constraint : 'of its table'}`,
      );
    case '23505':
      return refusal('twin', `another ${shape?.label} with the same ${keyOf(shape)} exists`);
    case '23503':
      return refusal('referred', 'something else refers to it, or what it refers to is elsewhere');
    case '42501':
      return refusal('confined', 'it is not yours, or belongs to a project that you are not a member of');
    case '40001':
    case '40P01':
      return refusal('collision', 'somebody changed the same at the same moment; try again');
    case '22003':
      return refusal('rule', 'a number is out of range');
    default:
      return null;
  }
}

/** The fault of a record that the database refuses, at its place in a request. */
export function faultOf({ field, says, problem }: Refusal, pointer: string): RecordFault {
  return {
    pointer: field === null ? pointer : `${pointer}/${field}`,
    detail: field === null ? says : `${field} ${says}`,
    ...(problem && { problem }),
  };
}

/**
 * The problem behind an error of a statement on records; what is none of theirs stays as it is. `pointer` is where the record
 * stands in the request, or finds that by its id, null = nobody knows which it is.
 */
export function recordProblem(
  error: unknown,
  pointer: string | ((record_id: string | null) => string),
  ...shapes: readonly TableShape[]
): unknown {
  const refusal = refusalOf(error, ...shapes);
  if (!refusal) return error;
  const { kind, says, problem, record_id } = refusal;
  const label = shapes[0]?.label ?? 'record';
  if (kind === 'rule' || problem) {
    const at = typeof pointer === 'string' ? pointer : pointer(record_id);
    return refused(label, [faultOf(refusal, at)], error);
  }
  const answer = kind === 'confined' ? Forbidden : Conflict;
  return answer.error(`${says.charAt(0).toUpperCase()}${says.slice(1)}.`, { cause: error });
}

/** Every fault that was found, as the problem of the first that has one, or `invalid`; at most a hundred are named. */
export function invalidRecord({ label }: TableShape, faults: readonly RecordFault[]): GalleyError {
  if (faults.some(({ problem }) => problem)) return refused(label, faults);
  return Invalid.error(`${faults.length} field(s) of the ${label} are not valid.`, {
    errors: faults.slice(0, 100),
  });
}

/** Problems of its own that a record may be refused with: in the API document, they stand at every route that writes it. */
export function problemsOf({ entity, constraints, children }: EntityShape): readonly Problem[] {
  const words = [constraints, ...children.map((child) => child.constraints)].flatMap((of) =>
    Object.values(of),
  );
  const problems = [...words.flatMap(({ problem }) => problem ?? []), ...(entity.problems ?? [])];
  return [...new Map(problems.map((problem) => [problem.code, knownProblem(problem)])).values()];
}

function refused(label: string, faults: readonly RecordFault[], cause?: unknown): GalleyError {
  const errors = faults.slice(0, 100).map(({ pointer, detail }) => ({ pointer, detail }));
  const first = faults.find(({ problem }) => problem);
  if (!first?.problem) return Invalid.error(`The ${label} is not valid.`, { errors, cause });
  return new GalleyError(first.problem, `The ${label} is refused: ${first.detail}.`, { errors, cause });
}

function keyOf(shape: TableShape | undefined): string {
  return shape?.key.map((name) => name.replace(/_id$/, '')).join(', ') ?? 'key';
}
