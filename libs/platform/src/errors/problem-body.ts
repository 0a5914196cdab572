import type { FieldError, GalleyError } from './galley-error.js';
import type { Json } from './json.js';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** RFC 9457. Facts of the problem stand beside the fixed members. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly errors?: readonly FieldError[];
  readonly [fact: string]: Json | readonly FieldError[] | undefined;
}

/** What the client may know of an error. `instance` is the path of the request, or a job's address. */
export function problemBody(error: GalleyError, instance: string): ProblemBody {
  return {
    ...error.facts,
    type: `/problems/${error.code}`,
    title: error.kind.title,
    status: error.status,
    detail: error.message,
    instance,
    code: error.code,
    ...(error.errors.length > 0 && { errors: error.errors }),
  };
}
