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

/** Members that every problem has (RFC 9457, and ours): a fact of that name would be lost behind them. */
type FixedMember = 'type' | 'title' | 'status' | 'detail' | 'instance' | 'code';

/** What a program may want to know of a problem; stands beside its fixed members. */
export type ProblemFacts = Readonly<Record<string, Json>> & { readonly [member in FixedMember]?: never };

export interface ProblemDetails {
  readonly facts?: ProblemFacts;
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
