import { ControlTotals, countRows } from '@galley/dataset';
import { ExpressionError, type FilledGrid, phrasesFor, type TableDesign } from '@galley/layout';
import type { RenderInput } from '../../contract.js';
import { designedOptions } from '../../figures/designed-options.js';
import { SectionFigures } from '../../figures/section-figures.js';
import { GroupTexts } from '../../groups/group-texts.js';
import { shownTotals } from '../../groups/shown-totals.js';
import { TableGroups } from '../../groups/table-groups.js';
import type { OpenDataset, RunDatasets } from '../../pages/run-datasets.js';
import { RenderError } from '../../render-error.js';
import { MAX_COLUMNS } from '../cell-reference.js';
import { SAMPLE_ROWS, sampleOf } from '../column-widths.js';
import { DataSheets } from '../data-sheets.js';
import type { TextLine } from '../text-rows.js';
import { AroundTable } from './around-table.js';
import { designedFrame } from './designed-frame.js';
import { writeMatrix } from './matrix-sheet.js';
import { ReorderedRows } from './reordered-rows.js';
import { writePictures } from './sheet-pictures.js';
import { type ShownTable, shownTable } from './shown-table.js';
import type { SectionTexts } from './section-texts.js';
import type { WorkbookDraft } from './workbook-draft.js';

/** A table of a layout and the dataset it shows. */
export interface TableSection {
  readonly design: TableDesign;
  readonly opened: OpenDataset;
  readonly name: string;
  /** Place in the layout; null = gathered from laid out pages. */
  readonly at: number | null;
  /** What a document says above and below its lines; null = nothing. */
  readonly texts: SectionTexts | null;
}

/**
 * Writes the sheets of a table section: its rows with groups, totals, charts and notes, and each crosstab on a sheet of its
 * own. Constant memory. Errors: `LayoutError`, `ExpressionError`, `ControlTotalsError`, `RenderError` `too-many-columns`.
 */
export async function writeTableSection(
  draft: WorkbookDraft,
  input: RenderInput,
  section: TableSection,
  datasets: RunDatasets,
): Promise<void> {
  const { design, opened } = section;
  const figures = SectionFigures.of(design, input.document);
  const read = figures?.reader(opened.dataset.header.columns, null);
  const sheets = new SectionSheets(draft, input, section, figures);
  try {
    for await (const batch of opened.rows.batches()) {
      read?.(batch);
      await sheets.write(batch);
    }
    const passed = await opened.rows.finish();
    await figures?.readOthers(datasets);
    await sheets.finish(passed);
  } catch (error) {
    sheets.abandon();
    throw error;
  }
  for (const [at, grid] of gridsOf(draft, figures, section.name).entries()) {
    const name = design.show_rows ? `${section.name} (matrix)` : section.name;
    await writeMatrix(draft, design.matrices[at]!, grid, name, design.direction);
  }
}

/** A crosstab whose captions only a page can say is left out. */
function gridsOf(draft: WorkbookDraft, figures: SectionFigures | null, name: string): FilledGrid[] {
  try {
    return figures?.grids() ?? [];
  } catch (error) {
    if (!draft.isFromPages || !(error instanceof ExpressionError)) throw error;
    draft.leftOut.add(name);
    return [];
  }
}

class SectionSheets {
  private readonly options: RenderInput['options'];
  private readonly table: ShownTable;
  private readonly rows: ReorderedRows;
  private readonly control: ControlTotals;
  private readonly place: number;
  private held: Buffer[] = [];
  private heldRows = 0;
  private sheets: DataSheets | null = null;
  private around: AroundTable | null = null;
  private width = 0;

  constructor(
    private readonly draft: WorkbookDraft,
    private readonly input: RenderInput,
    private readonly section: TableSection,
    private readonly figures: SectionFigures | null,
  ) {
    const { design, opened } = section;
    const { header } = opened.dataset;
    const options = designedOptions(input.options, design);
    this.table = shownTable(header, design, options.group_by);
    const shown = new Set(this.table.columns.map(({ column }) => column.name));
    const totals = options.totals.filter(({ column }) => design.show_rows && shown.has(column));
    this.options = { ...options, totals };
    this.rows = new ReorderedRows(this.table.order);
    this.control = new ControlTotals(this.table.header, this.options.totals);
    this.place = draft.entries.length;
    if (this.table.columns.length > MAX_COLUMNS) {
      throw new RenderError(
        'too-many-columns',
        `a worksheet has ${MAX_COLUMNS} columns, the layout ${this.table.columns.length}`,
      );
    }
  }

  async write(batch: Buffer): Promise<void> {
    if (!this.section.design.show_rows) return;
    const rows = this.rows.batch(batch);
    this.control.add(rows);
    if (this.sheets) return this.sheets.write(rows);
    this.held.push(rows);
    this.heldRows += countRows(rows);
    if (this.heldRows >= SAMPLE_ROWS) await this.start();
  }

  async finish(passed: Awaited<ReturnType<OpenDataset['rows']['finish']>>): Promise<void> {
    const { draft, figures, section } = this;
    if (!section.design.show_rows && !this.hasMore()) return;
    const sheets = this.sheets ?? (await this.start());
    draft.entries.push(...(await sheets.finish({ ...passed, control: this.control })));
    draft.shortened += sheets.shortened;
    const { around, width, place } = this;
    if (!figures || !around) return;
    const last = draft.entries.length - 1;
    const before = around.charts('before', figures.chartFigures('before'), width);
    const after = around.charts('after', figures.chartFigures('after'), width);
    if (place === last && before.length + after.length > 0) {
      return writePictures(draft.zip, place, [...before, ...after]);
    }
    if (before.length > 0) await writePictures(draft.zip, place, before);
    if (after.length > 0) await writePictures(draft.zip, last, after);
  }

  abandon(): void {
    this.sheets?.abandon();
  }

  private hasMore(): boolean {
    const { charts, notes } = this.section.design;
    return charts.length + notes.length > 0;
  }

  /** In place of rows, in a document whose sections all say something. */
  private emptyLines(): TextLine[] {
    const { design } = this.section;
    const { no_rows } = phrasesFor(this.input.document.locale);
    return design.show_rows ? [{ texts: [no_rows], look: { italic: true } }] : [];
  }

  private async start(): Promise<DataSheets> {
    const { draft, input, options, table, section } = this;
    const { design } = section;
    const first = this.held[0] ? ReorderedRows.first(this.held[0]) : null;
    const texts = section.texts?.read(table.header.columns, first) ?? null;
    const closing = design.part && this.heldRows === 0 ? this.emptyLines() : texts?.closing;
    const around = new AroundTable(draft, design, this.figures, texts?.opening, closing);
    const groups = new TableGroups(table.header, options.group_by, options.totals);
    const shows = [null, ...groups.levels.keys()].map(
      (level) => new Set(shownTotals(groups.totals, table, design, level)),
    );
    const shown = design.show_rows ? table : { ...table, columns: [] };
    const frame = designedFrame(
      {
        table: shown,
        sample: sampleOf(this.held),
        document: input.document,
        options,
        styles: draft.styles,
        least: around.labelChars,
        before: this.place,
      },
      (width) => {
        this.width = width;
        return {
          name: (sheet, group) =>
            draft.names.take(group ?? section.name, 'Data', group === undefined ? sheet : 0),
          head: around.head,
          direction: design.direction,
          running: draft.texts.running(design.header, design.footer),
          texts: GroupTexts.of(table.groups, table.header.columns, input.document),
          shows: (position, level) => shows[level === null ? 0 : level + 1]?.has(position) ?? false,
          breaks: (level) => table.groups[level]?.design?.page_break ?? false,
          isSheet: (level) => table.groups[level]?.design?.sheet ?? false,
          tailRows: around.tailRows,
          tail: (last) => around.tail(last),
          pictures: around.pictures,
        };
      },
    );
    this.around = around;
    this.sheets = new DataSheets(draft.zip, frame, groups, draft.maxRows);
    for (const batch of this.held.splice(0)) await this.sheets.write(batch);
    return this.sheets;
  }
}
