import {
  type AggregateCall,
  type Expression,
  ExpressionError,
  type Reference,
  type Scope,
  type TextTemplate,
  type Value,
} from './contract.js';
import { closingBracket } from './lexer.js';
import { EXPRESSION_LIMITS } from './limits.js';
import { Names } from './names.js';
import { parsePiece } from './parse-piece.js';

/**
 * Reads a text with expressions in brackets. Brackets that hold nothing or are never closed are text. Throws
 * `ExpressionError` whose position counts from the start of the whole text.
 */
export function parseTextTemplate(
  text: string,
  brackets: readonly [string, string] = ['[', ']'],
): TextTemplate {
  const [open, close] = brackets;
  const names = new Names();
  const pieces: (string | Expression)[] = [];
  let from = 0;
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, from)) {
    const end = closingBracket(text, at, open, close);
    if (end < 0) break;
    const content = text.slice(at + open.length, end);
    pieces.push(text.slice(from, at));
    pieces.push(
      content.trim() === '' ? open + content + close : pieceAt(text, content, at + open.length, names),
    );
    from = end + close.length;
    if (pieces.length > EXPRESSION_LIMITS.pieces * 2) {
      throw new ExpressionError(`A text has at most ${EXPRESSION_LIMITS.pieces} expressions.`, text, at);
    }
  }
  pieces.push(text.slice(from));
  return new ParsedText(
    text,
    pieces.filter((piece) => piece !== ''),
  );
}

/** A text in which nothing is an expression. */
export function staticText(text: string): TextTemplate {
  return new ParsedText(text, text === '' ? [] : [text]);
}

function pieceAt(text: string, content: string, offset: number, names: Names): Expression {
  try {
    return parsePiece(content, names);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExpressionError(error.message, text, error.position + offset);
  }
}

class ParsedText implements TextTemplate {
  readonly references: readonly Reference[];
  readonly aggregates: readonly AggregateCall[];
  readonly expression: Expression | null;
  readonly is_dynamic: boolean;

  constructor(
    readonly text: string,
    private readonly pieces: readonly (string | Expression)[],
  ) {
    const expressions = pieces.filter((piece) => typeof piece !== 'string');
    this.references = [...new Set(expressions.flatMap((one) => one.references))];
    this.aggregates = expressions.flatMap((one) => one.aggregates);
    this.expression = pieces.length === 1 ? (expressions[0] ?? null) : null;
    this.is_dynamic = expressions.length > 0;
  }

  evaluate(scope: Scope, format: (value: Value, at: number) => string): string {
    let text = '';
    let at = 0;
    for (const piece of this.pieces) {
      text += typeof piece === 'string' ? piece : format(piece.evaluate(scope), at++);
      if (text.length <= EXPRESSION_LIMITS.text_result) continue;
      throw new ExpressionError('The expressions make too long a text.', this.text, 0);
    }
    return text;
  }
}
