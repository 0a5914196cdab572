import type { Expression, TextTemplate } from '../../expressions/contract.js';
import { ExpressionError } from '../../expressions/contract.js';
import { parseExpression } from '../../expressions/parse-expression.js';
import { parseTextTemplate } from '../../expressions/parse-text-template.js';
import { LayoutError } from '../../layout-error.js';

/** The dataset that the template itself is bound to. */
export const DOCUMENT = 'document';

/** Columns of a dataset are written in small letters, the layout's own variables (`[Page]`) are not. */
const COLUMN = /\[([a-z_][a-z0-9_]*)\]/g;

/** Reads texts and conditions whose `[names]` are columns of one source. Faults become `LayoutError`s at their pointer. */
export class Names {
  constructor(private readonly source: string) {}

  /** The value of a column as text. */
  field(name: string): TextTemplate {
    return parseTextTemplate(`[${this.source}.${name}]`);
  }

  /** The value of a column. */
  value(name: string): Expression {
    return parseExpression(`[${this.source}.${name}]`);
  }

  text(words: string, at: string): TextTemplate {
    return located(at, () => parseTextTemplate(this.qualified(words)));
  }

  condition(words: string, at: string): Expression {
    return located(at, () => parseExpression(this.qualified(words)));
  }

  /** What a document shows: a column, or text. */
  shown(value: { readonly field?: string; readonly text?: string }, at: string): TextTemplate {
    return value.field === undefined ? this.text(value.text ?? '', `${at}/text`) : this.field(value.field);
  }

  private qualified(words: string): string {
    return words.replace(COLUMN, (_, name: string) => `[${this.source}.${name}]`);
  }
}

function located<T>(at: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new LayoutError('layout-invalid', `${error.message} (${error.expression})`, at);
  }
}
