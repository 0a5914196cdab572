import type { Json } from './json.js';

export interface FieldError {
  /** JSON pointer into the request body, or the name of a query parameter. */
  readonly pointer: string;
  readonly detail: string;
}

export interface ProblemKind {
  /** Kebab case; the problem's `type` is `/problems/<code>`. */
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

export interface ProblemDetails {
  readonly facts?: Readonly<Record<string, Json>>;
  readonly errors?: readonly FieldError[];
  readonly retry_after_s?: number;
  readonly cause?: unknown;
}

/** The one error of the house: what the client may know is in it, the whole chain is in `cause`. */
export class GalleyError extends Error {
  readonly facts: Readonly<Record<string, Json>>;
  readonly errors: readonly FieldError[];
  readonly retry_after_s: number | null;

  constructor(
    readonly kind: ProblemKind,
    detail: string,
    details: ProblemDetails = {},
  ) {
    super(detail, { cause: details.cause });
    this.name = 'GalleyError';
    this.facts = details.facts ?? {};
    this.errors = details.errors ?? [];
    this.retry_after_s = details.retry_after_s ?? null;
  }

  get code(): string {
    return this.kind.code;
  }

  get status(): number {
    return this.kind.status;
  }
}
