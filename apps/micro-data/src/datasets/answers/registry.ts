import { NotAcceptable } from '@galley/platform';
import type { AnswerForm } from './answer-form.js';
import { jsonForm } from './json.js';
import { ndjsonForm } from './ndjson.js';
import { rowsForm } from './rows.js';

/** Every form of answer, the default first. */
export const ANSWER_FORMS: readonly AnswerForm[] = [jsonForm, ndjsonForm, rowsForm];

/** The form that `Accept` asks for; the first of those it likes best. Throws `not-acceptable`. */
export function formOf(accept: string | null): AnswerForm {
  let best: { form: AnswerForm; quality: number } | null = null;
  for (const part of (accept ?? '*/*').split(',')) {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    const quality = q ? Number(q.slice(2)) : 1;
    const form = ANSWER_FORMS.find(({ media }) => matches(range, media));
    if (form && quality > (best?.quality ?? 0)) best = { form, quality };
  }
  if (best) return best.form;
  const offered = ANSWER_FORMS.map(({ media }) => media);
  throw NotAcceptable.error(`A dataset is answered as ${offered.join(', ')}.`, { facts: { offered } });
}

function matches(range: string, media: string): boolean {
  return (
    range === '*/*' || range === media || (range === 'application/*' && media.startsWith('application/'))
  );
}
