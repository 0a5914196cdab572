import { GalleyError, type ProblemDetails, type ProblemKind } from './galley-error.js';

const catalogue = new Map<string, ProblemKind>();

export interface Problem extends ProblemKind {
  /** An error of this kind. `detail` says what happened, to which thing, and what to do next; it reaches the client. */
  error(detail: string, details?: ProblemDetails): GalleyError;
}

/**
 * Declares a problem beside the feature that raises it. Every declared problem is listed in `docs/errors.md`
 * and may be named in OpenAPI. Throws when a code is declared twice with different meaning.
 */
export function defineProblem(code: string, status: number, title: string): Problem {
  return knownProblem({ code, status, title });
}

/** As `defineProblem`, of a problem that was declared elsewhere, such as by a pack that knows no platform. */
export function knownProblem(kind: ProblemKind): Problem {
  const { code, status, title } = kind;
  const known = catalogue.get(code);
  if (known && (known.status !== status || known.title !== title)) {
    throw new Error(`problem ${code} is declared twice`);
  }
  catalogue.set(code, kind);
  return { ...kind, error: (detail, details) => new GalleyError(kind, detail, details) };
}

/** Every problem declared so far, by code. */
export function problemCatalogue(): readonly ProblemKind[] {
  return [...catalogue.values()].sort((a, b) => a.code.localeCompare(b.code));
}
