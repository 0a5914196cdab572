import type { z } from 'zod';

/** One thing wrong with a template or a run of it. */
export interface Fault {
  /** JSON pointer (RFC 6901) to the value. */
  readonly pointer: string;
  readonly detail: string;
}

/** A template, or the values given for a run, that cannot be used; `faults` names every reason, not only the first. */
export class TemplateError extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super(faults.map(({ pointer, detail }) => `${pointer || '/'}: ${detail}`).join('; '));
    this.name = 'TemplateError';
  }
}

/** JSON pointer (RFC 6901) of the steps to a value. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** zod's issues as faults, below `base`. An unknown key is pointed at itself, not at the object that holds it. */
export function faultsOf(error: z.ZodError, base = ''): Fault[] {
  return error.issues.flatMap((issue) => {
    const pointer = base + pointerOf(issue.path);
    if (issue.code !== 'unrecognized_keys') return [{ pointer, detail: issue.message }];
    return issue.keys.map((key) => ({ pointer: pointer + pointerOf([key]), detail: 'is not a known field' }));
  });
}

/** Parses by schema. Throws `TemplateError` with every fault below `base`. */
export function parseBy<T>(schema: z.ZodType<T>, value: unknown, base = ''): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new TemplateError(faultsOf(parsed.error, base));
  return parsed.data;
}

/** Runs every check and gathers the faults of those that fail. Other errors pass through. */
export function gatherFaults(checks: readonly (() => unknown)[]): Fault[] {
  return checks.flatMap((check) => {
    try {
      check();
      return [];
    } catch (error) {
      if (error instanceof TemplateError) return error.faults;
      throw error;
    }
  });
}
