import { type Fault, faultsOf, TemplateError } from '@galley/template';
import { z } from 'zod';
import { LayoutError } from '../../layout-error.js';
import { jsonContent, type JsonContent } from './json-content.js';

type Issue = z.core.$ZodIssue;

/** More faults than these help nobody. */
const MAX_TOLD = 20;

/** Content as its author wrote it, checked. Throws `LayoutError` that tells each fault with its JSON pointer. */
export function parseContent(content: string): JsonContent {
  const parsed = jsonContent.safeParse(jsonOf(content));
  if (!parsed.success) throw layoutError(faultsOf(new z.ZodError(parsed.error.issues.flatMap(told))));
  return parsed.data;
}

export function layoutError(faults: readonly Fault[]): LayoutError {
  const { message } = new TemplateError(faults.slice(0, MAX_TOLD));
  const more = faults.length > MAX_TOLD ? ` … +${faults.length - MAX_TOLD}` : '';
  return new LayoutError('layout-invalid', message + more, faults[0]?.pointer ?? null);
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new LayoutError('layout-invalid', `The layout is not JSON: ${(error as Error).message}`, '');
  }
}

/** Of a value that may be written in several forms: the faults of the form that was meant, which is of its type. */
function told(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.filter((issues) => !issues.some(isOfAnotherType));
  const form = meant.length === 1 ? meant[0] : undefined;
  if (!form) return [{ ...issue, message: 'is written in none of the forms that are possible here' }];
  return form.flatMap((inner) => told({ ...inner, path: [...issue.path, ...inner.path] }));
}

function isOfAnotherType(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}
