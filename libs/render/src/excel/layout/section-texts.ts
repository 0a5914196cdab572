import { type Column, RowCells } from '@galley/dataset';
import {
  type Band,
  type DocumentInfo,
  type Expression,
  ExpressionError,
  type TextObject,
  withChildren,
  writtenValue,
} from '@galley/layout';
import { RowScope } from '../../groups/row-scope.js';
import type { TextLine } from '../text-rows.js';
import { plainParagraphs } from './plain-paragraphs.js';

/** Points by which texts of one line may stand apart. */
const LINE = 5;

/** What laid out pages say above and below their rows: texts of bands, seen by the first row. */
export class SectionTexts {
  constructor(
    private readonly document: DocumentInfo,
    private readonly above: readonly (Band | null)[],
    private readonly below: readonly (Band | null)[],
  ) {}

  /** `first` is a DataRow of these columns; null = there are no rows. */
  read(
    columns: readonly Column[],
    first: Buffer | null,
  ): { readonly opening: readonly TextLine[]; readonly closing: readonly TextLine[] } {
    const scope = new RowScope(columns, this.document);
    if (first) {
      const cells = new RowCells(columns.length);
      cells.read(first, 0);
      scope.read(first, cells);
    }
    return {
      opening: this.above.flatMap((band) => bandLines(band, scope)),
      closing: this.below.flatMap((band) => bandLines(band, scope)),
    };
  }
}

function bandLines(first: Band | null, scope: RowScope): TextLine[] {
  return [...withChildren(first)].flatMap((band) => {
    if (!holds(band.visible, scope)) return [];
    const texts = band.objects
      .filter((object): object is TextObject => object.kind === 'text')
      .sort((a, b) => a.top - b.top || a.left - b.left);
    const lines: TextObject[][] = [];
    for (const text of texts) {
      const line = lines.at(-1);
      if (line && text.top - (line[0]?.top ?? 0) <= LINE) line.push(text);
      else lines.push([text]);
    }
    return lines.flatMap((line) =>
      pairs(
        line.sort((a, b) => a.left - b.left),
        scope,
      ),
    );
  });
}

/** Two labels with two values on a line become a row each. */
function pairs(line: readonly TextObject[], scope: RowScope): TextLine[] {
  const said = line.flatMap((object) => {
    const text = saidBy(object, scope);
    return text === '' ? [] : [text];
  });
  const rows = said.length === 4 ? [said.slice(0, 2), said.slice(2)] : [said];
  return rows.filter((texts) => texts.length > 0).map((texts) => ({ texts, look: {} }));
}

/** Empty for what is hidden, and for what only a page can say (its number). */
function saidBy(object: TextObject, scope: RowScope): string {
  if (!holds(object.visible, scope)) return '';
  try {
    const text = object.text.evaluate(scope, (value, at) => {
      const format = at > 0 ? (object.further_formats?.[at - 1] ?? object.format) : object.format;
      return writtenValue({ ...object, format }, value, scope);
    });
    const { markup } = object;
    const plain = markup === 'plain' ? text : plainParagraphs(text, markup).join(' ');
    return plain.replace(/\s*\n\s*/g, ', ').trim();
  } catch (error) {
    if (error instanceof ExpressionError) return '';
    throw error;
  }
}

function holds(condition: Expression | null, scope: RowScope): boolean {
  if (condition === null) return true;
  try {
    return condition.evaluate(scope) === true;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}
