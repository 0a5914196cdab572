import type { Column, RowCells } from '@galley/dataset';
import {
  type DocumentInfo,
  formatPattern,
  parseTextTemplate,
  type TableGroup,
  type TextTemplate,
} from '@galley/layout';
import { RowScope } from './row-scope.js';

interface Texts {
  readonly header: TextTemplate | null;
  readonly footer: TextTemplate | null;
}

/** Head and foot of groups as the layout's author wrote them; both see the first row of their group. */
export class GroupTexts {
  private readonly texts: readonly Texts[];
  private readonly scopes: readonly RowScope[];

  /** Null when the author wrote none. */
  static of(
    groups: readonly TableGroup[],
    columns: readonly Column[],
    document: DocumentInfo,
  ): GroupTexts | null {
    const isPlain = groups.every(
      ({ design }) => !design || (design.header === null && design.footer === null),
    );
    return isPlain ? null : new GroupTexts(groups, columns, document);
  }

  private constructor(groups: readonly TableGroup[], columns: readonly Column[], document: DocumentInfo) {
    const read = (text: string | null | undefined): TextTemplate | null =>
      text === null || text === undefined ? null : parseTextTemplate(text);
    this.texts = groups.map(({ design }) => ({ header: read(design?.header), footer: read(design?.footer) }));
    this.scopes = groups.map(() => new RowScope(columns, document));
  }

  /** Keeps the first row of the groups that open from a level inwards. */
  open(from: number, batch: Buffer, cells: RowCells): void {
    const first = Math.min(...cells.from.filter((at) => at >= 0));
    const last = Math.max(...cells.to);
    const isEmpty = !Number.isFinite(first);
    const kept = isEmpty ? Buffer.alloc(0) : Buffer.from(batch.subarray(first, last));
    const moved = (at: number): number => (at < 0 ? -1 : at - first);
    const places = { from: cells.from.map(moved), to: cells.to.map(moved) };
    for (const scope of this.scopes.slice(from)) scope.read(kept, places);
  }

  /** Null: as tables say it themselves. */
  header(level: number): string | null {
    return this.textOf(level, this.texts[level]?.header ?? null);
  }

  footer(level: number, rows: number): string | null {
    this.scopes[level]?.say('Rows', String(rows));
    return this.textOf(level, this.texts[level]?.footer ?? null);
  }

  private textOf(level: number, template: TextTemplate | null): string | null {
    const scope = this.scopes[level];
    if (!scope || !template) return null;
    return template.evaluate(scope, (value) => formatPattern(value, { kind: 'general' }, scope));
  }
}
