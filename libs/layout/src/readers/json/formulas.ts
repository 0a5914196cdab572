import type { Fault } from '@galley/template';
import { type Expression, ExpressionError } from '../../expressions/contract.js';
import { parseExpression } from '../../expressions/parse-expression.js';
import { parseTextTemplate } from '../../expressions/parse-text-template.js';
import { layoutError } from './content-faults.js';

const NOTHING = parseExpression('null');

/** Reads the expressions of a layout and keeps what is wrong with them, so that all of it is told at once. */
export class Formulas {
  private readonly faults: Fault[] = [];

  expression(text: string, pointer: string): Expression {
    return this.located(pointer, () => parseExpression(text)) ?? NOTHING;
  }

  /** The value of a column. */
  column(field: string): Expression {
    return parseExpression(`[${field}]`);
  }

  /** Text that stays text until it is printed; absent = null. */
  template(text: string | undefined, pointer: string): string | null {
    return text === undefined ? null : this.checked(text, pointer);
  }

  /** Text that stays text until it is printed. */
  checked(text: string, pointer: string): string {
    this.located(pointer, () => parseTextTemplate(text));
    return text;
  }

  fault(pointer: string, detail: string): void {
    this.faults.push({ pointer, detail });
  }

  /** Throws `LayoutError` when anything was wrong. */
  finish(): void {
    if (this.faults.length > 0) throw layoutError(this.faults);
  }

  private located<T>(pointer: string, read: () => T): T | null {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.fault(pointer, `${error.message} (at character ${error.position + 1})`);
      return null;
    }
  }
}
