import type { TextTemplate } from '../../../expressions/contract.js';
import { staticText } from '../../../expressions/parse-text-template.js';

/** The text, passed through `change` when it is known. */
export function changedText(written: TextTemplate, change: (text: string) => string): TextTemplate {
  if (!written.is_dynamic) return staticText(change(written.text));
  const { text, references, aggregates, is_dynamic } = written;
  const evaluate: TextTemplate['evaluate'] = (scope, format) => change(written.evaluate(scope, format));
  return { text, references, aggregates, is_dynamic, expression: null, evaluate };
}
