import { ExpressionError, type Expression, type TextTemplate } from '../../expressions/contract.js';
import { parseExpression } from '../../expressions/parse-expression.js';
import { parseTextTemplate, staticText } from '../../expressions/parse-text-template.js';
import { forgivingExpression, forgivingText } from './forgiving.js';
import type { Findings } from './findings.js';
import type { KnownNames } from './known-names.js';

/**
 * Parses the expressions of a template. One that cannot be parsed is listed and left out; a name that nothing declares is
 * listed, and null.
 */
export class Formulas {
  constructor(
    private readonly names: KnownNames,
    private readonly findings: Findings,
  ) {}

  /** Null: there is none, or none that can be parsed. `at` names the attribute: `DataBand.Filter`. */
  expression(text: string | null, at: string): Expression | null {
    if (text === null || text.trim() === '') return null;
    const parsed = this.parse(() => parseExpression(text), at, 'not understood; as if it were not written');
    return parsed && (this.isScripted(parsed) ? forgivingExpression(parsed) : parsed);
  }

  /** One that holds only where all of them do; null where none is given. */
  all(texts: readonly (string | null)[], at: string): Expression | null {
    const given = texts.filter((text) => text !== null && text.trim() !== '');
    const joined = given.map((text) => `(${text})`).join(' && ');
    return this.expression(given.length > 1 ? joined : (given[0] ?? null), at);
  }

  /** Text with expressions in brackets. One that cannot be parsed is printed as it is written. */
  text(text: string, at: string, brackets?: readonly [string, string]): TextTemplate {
    const read = (): TextTemplate => parseTextTemplate(this.names.doubled(text), brackets);
    const parsed = this.parse(read, at, 'not understood; printed as it is written');
    if (!parsed) return staticText(text);
    return this.isScripted(parsed) ? forgivingText(parsed) : parsed;
  }

  /** The text that an expression comes to; null where there is none. */
  textOf(expression: string | null, at: string): TextTemplate | null {
    return expression === null || expression.trim() === '' ? null : this.text(`[${expression}]`, at);
  }

  private parse<T>(read: () => T, at: string, instead: string): T | null {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.findings.add(at, instead);
      return null;
    }
  }

  /** Whether it names what nothing declares: a variable of a script, mostly. */
  private isScripted(parsed: Expression | TextTemplate): boolean {
    const unknown = this.names.unknownOf(parsed.references);
    for (const { text } of unknown) this.findings.add(`[${text}]`, 'no such name; empty');
    return unknown.length > 0;
  }
}
