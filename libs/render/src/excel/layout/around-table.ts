import type { ChartFigures, TableDesign } from '@galley/layout';
import type { SectionFigures } from '../../figures/section-figures.js';
import type { RowsXml, SheetHead } from '../sheet-design.js';
import { textRows, type TextLine } from '../text-rows.js';
import { plainParagraphs } from './plain-paragraphs.js';
import type { SheetChart } from './sheet-pictures.js';
import type { WorkbookDraft } from './workbook-draft.js';

/** Points of a row of the default height. */
const ROW = 15;
/** Points across within which a picture is legible and fits a screen. */
const NARROWEST = 380;
const WIDEST = 760;
/** What stands above and below the rows of a table: titles, texts, charts, notes. */
export class AroundTable {
  private readonly first: readonly TextLine[];
  private readonly notes: readonly TextLine[];
  private readonly before: readonly number[];
  private readonly after: readonly number[];
  /** Last row of the table, once it is written. */
  private tableEnd = 0;

  /** `opening` and `closing` are texts of the layout that stand nearest to the rows. */
  constructor(
    private readonly draft: WorkbookDraft,
    design: TableDesign,
    figures: SectionFigures | null,
    opening: readonly TextLine[] = [],
    private readonly closing: readonly TextLine[] = [],
  ) {
    const titles = titleLines(draft, design);
    const gap = titles.length + opening.length > 0 ? [{ texts: [], look: {} }] : [];
    this.first = [...titles, ...opening, ...gap];
    this.notes = design.notes.flatMap((note) =>
      plainParagraphs(note, 'markdown').map((text) => ({ texts: [text], look: {} })),
    );
    this.before = figures?.heights('before') ?? [];
    this.after = figures?.heights('after') ?? [];
  }

  /** Rows with the labels frozen, unless charts above them would take the screen. */
  get head(): SheetHead {
    const rows = this.first.length + this.before.reduce((sum, height) => sum + rowsOf(height), 0);
    return {
      xml: textRows(this.first, 1, this.draft.styles),
      rows,
      isFrozen: this.before.length === 0,
    };
  }

  /** Characters that the labels of label and value rows need in the first column. */
  get labelChars(): number {
    const labels = [...this.first, ...this.closing].filter(({ texts }) => texts.length > 1);
    return Math.min(30, Math.max(0, ...labels.map(({ texts: [label = ''] }) => label.length + 2)));
  }

  get tailRows(): number {
    const charts = this.after.reduce((sum, height) => sum + rowsOf(height), 0);
    return charts + this.notes.length + this.closing.length + 3;
  }

  get pictures(): { readonly first: boolean; readonly last: boolean } {
    return { first: this.before.length > 0, last: this.after.length > 0 };
  }

  tail(last: number): RowsXml {
    const { styles } = this.draft;
    const closing = last + (this.closing.length > 0 ? 2 : 1);
    this.tableEnd = closing + this.closing.length;
    const notes = this.tableEnd + this.after.reduce((sum, height) => sum + rowsOf(height), 0) + 1;
    const xml = textRows(this.closing, closing, styles) + textRows(this.notes, notes, styles);
    return { xml, last: this.notes.length > 0 ? notes + this.notes.length - 1 : Math.max(last, notes - 1) };
  }

  /** Where the charts of a side lie, on sheets whose columns are `width` points wide together. */
  charts(side: 'before' | 'after', all: readonly ChartFigures[], width: number): SheetChart[] {
    const heights = side === 'before' ? this.before : this.after;
    let row = side === 'before' ? this.first.length + 1 : this.tableEnd + 1;
    return all.map((figures, at) => {
      const height = heights[at] ?? 0;
      const chart = { figures, row, height, width: Math.min(WIDEST, Math.max(NARROWEST, width)) };
      row += rowsOf(height);
      return chart;
    });
  }
}

function rowsOf(height: number): number {
  return Math.ceil(height / ROW) + 1;
}

function titleLines({ texts }: WorkbookDraft, { title, subtitle }: TableDesign): TextLine[] {
  return [
    ...(title === null ? [] : [{ texts: [texts.text(title)], look: { font: 'title' as const } }]),
    ...(subtitle === null ? [] : [{ texts: [texts.text(subtitle)], look: {} }]),
  ];
}
