import { RowCells, type Column } from '@galley/dataset';
import {
  ChartGatherer,
  type ChartFigures,
  type DocumentInfo,
  type FilledGrid,
  knownLocale,
  LAYOUT_LIMITS,
  type MatrixDesign,
  MatrixFiller,
  sourceKey,
  type TableDesign,
} from '@galley/layout';
import { RowScope } from '../groups/row-scope.js';
import type { RunDatasets } from '../pages/run-datasets.js';
import { namedDataset } from './named-dataset.js';

interface SectionChart {
  readonly at: 'before' | 'after';
  /** Points. */
  readonly height: number;
  readonly gatherer: ChartGatherer;
}

interface SectionMatrix {
  readonly design: MatrixDesign;
  readonly filler: MatrixFiller;
}

/** What the charts and matrices of a table section add up while its rows pass by: figures, not rows. */
export class SectionFigures {
  private readonly charts: readonly SectionChart[];
  private readonly matrices: readonly SectionMatrix[];

  /** Null when a section has neither. */
  static of(design: TableDesign, document: DocumentInfo): SectionFigures | null {
    if (design.charts.length === 0 && design.matrices.length === 0) return null;
    return new SectionFigures(design, document);
  }

  private constructor(
    private readonly design: TableDesign,
    private readonly document: DocumentInfo,
  ) {
    const { locale, currency = null } = document;
    this.charts = design.charts.map(({ at, height, design: chart }) => ({
      at,
      height,
      gatherer: new ChartGatherer(chart, { locale, currency, direction: design.direction }),
    }));
    const { compare } = new Intl.Collator(knownLocale(locale), { numeric: true });
    this.matrices = design.matrices.map((matrix) => ({
      design: matrix,
      filler: new MatrixFiller(matrix, LAYOUT_LIMITS, compare),
    }));
  }

  /** Reads batches of DataRow messages of one dataset; `source` null = the section's own. */
  reader(columns: readonly Column[], source: string | null): (batch: Buffer) => void {
    const scope = new RowScope(columns, this.document);
    const cells = new RowCells(columns.length);
    const own = this.keyOf(source);
    const owns = (wanted: string | null): boolean => this.keyOf(wanted) === own;
    const matrices = this.matrices.filter(({ design }) => owns(design.source));
    return (batch) => {
      for (let at = 0; at < batch.length;) {
        at = cells.read(batch, at);
        scope.read(batch, cells);
        for (const { gatherer } of this.charts) gatherer.add(scope, owns);
        for (const { filler } of matrices) filler.read(scope);
      }
    };
  }

  /** Reads the named datasets that charts and matrices show and the table does not. Throws `LayoutError` when one is missing. */
  async readOthers(datasets: RunDatasets): Promise<void> {
    for (const source of this.otherSources()) {
      const opened = await namedDataset(datasets, source);
      const read = this.reader(opened.dataset.header.columns, source);
      for await (const batch of opened.rows.batches()) read(batch);
    }
  }

  /** Heights of the charts on a side of the table, in points. */
  heights(side: SectionChart['at']): number[] {
    return this.charts.filter(({ at }) => at === side).map(({ height }) => height);
  }

  /** What the charts on a side of the table show, once all rows are read. */
  chartFigures(side: SectionChart['at']): ChartFigures[] {
    return this.charts.filter(({ at }) => at === side).map(({ gatherer }) => gatherer.figures());
  }

  grids(): FilledGrid[] {
    const scope = new RowScope([], this.document);
    // oxlint-disable-next-line no-array-fill-with-reference-type -- fills a crosstab, not an array
    return this.matrices.map(({ filler }) => filler.fill(scope));
  }

  private otherSources(): string[] {
    const sources = [
      ...this.design.charts.flatMap(({ design }) =>
        design.series.filter(({ x }) => x !== null).map(({ source }) => source),
      ),
      ...this.design.matrices.map(({ source }) => source),
    ];
    const own = this.keyOf(null);
    const others = sources.filter(
      (source): source is string => source !== null && this.keyOf(source) !== own,
    );
    return [...new Map(others.map((source) => [sourceKey(source), source])).values()];
  }

  /** A source by what it is called; null = the section's own. */
  private keyOf(source: string | null): string {
    return sourceKey(source ?? this.design.source ?? '');
  }
}
