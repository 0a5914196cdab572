import { ExpressionError } from '../expressions/contract.js';
import { LayoutError } from '../layout-error.js';
import type { Layout, PageDesign } from '../model/layout.js';
import { DataBook } from './data/data-book.js';
import { type DataSupply, LAYOUT_LIMITS, type LayoutLimits, type RunContext } from './data-supply.js';
import type { PageDevice } from './device.js';
import { PageFlow } from './flow/page-flow.js';
import { StripFlow } from './flow/strip-flow.js';
import { layoutPlan } from './plan/layout-plan.js';
import { BodyPrinter } from './print/body-printer.js';
import { Run } from './print/run.js';
import type { Step, Steps } from './print/step.js';
import { isTrue } from './totals/total-board.js';

/**
 * Printing of one layout, section by section: for who draws other sections in between. Page numbers go on from section to
 * section; sources are opened once, by `open`. After `finish` (or a failure) call `close`.
 */
export class Pagination {
  private readonly book: DataBook;
  private readonly run: Run;
  private readonly flow: PageFlow;
  private hidden: PageDesign | null = null;
  private readonly flushing: Step = { kind: 'flush', run: () => this.flush() };

  constructor(
    layout: Layout,
    supply: DataSupply,
    private readonly device: PageDevice,
    context: RunContext,
    limits: LayoutLimits = LAYOUT_LIMITS,
  ) {
    const plan = layoutPlan(layout);
    this.book = new DataBook(layout, supply, plan.sources, limits);
    this.run = new Run(layout, plan, this.book, device, context, limits, (page, width) => {
      const strip = new StripFlow(width);
      new BodyPrinter(this.run, strip, this.flushing).printSubreport(page);
      return strip.finish();
    });
    this.flow = new PageFlow(this.run);
  }

  /** Opens the sources. Throws `LayoutError` `layout-data-missing`, `layout-too-large`. */
  async open(): Promise<void> {
    await this.book.open();
  }

  /** Prints a design page. Throws `LayoutError`: `layout-expression`, `layout-too-large`, `layout-invalid`. */
  async print(section: PageDesign): Promise<void> {
    await told(async () => {
      if (section.visible && !isTrue(section.visible.evaluate(this.run.scope))) {
        this.hidden ??= section;
        return;
      }
      for (const step of this.section(section)) await step.run();
      await this.flush();
    });
  }

  /** Ends the page that is open, so that others may draw; their pages count. */
  async leave(pages: number): Promise<void> {
    await told(async () => {
      this.flow.leave();
      await this.flush();
    });
    this.run.numbering.skip(pages);
  }

  /** Ends the report: texts that waited for its end are written. Resolves with the number of pages, at least one. */
  async finish(): Promise<number> {
    const { run } = this;
    await told(async () => {
      // A document without a page cannot be opened.
      if (this.hidden && run.numbering.absolute === 0)
        this.flow.beginSection({ ...this.hidden, bands: NO_BANDS });
      this.flow.finish();
      run.numbering.finish();
      run.waiting.settleAll();
      await this.flush();
    });
    return run.numbering.absolute;
  }

  /** Lets go of streams that were not read to their end. */
  async close(): Promise<void> {
    await this.book.close();
  }

  private *section(design: PageDesign): Steps {
    const { flow } = this;
    const goesOn = flow.beginSection(design);
    const bodies = new BodyPrinter(this.run, flow, this.flushing);
    const { report_title, report_summary, column_header } = design.bands;
    for (const band of goesOn ? [report_title, column_header] : []) if (band) bodies.bands.print(band);
    bodies.summary = report_summary;
    yield* bodies.printBodies(design);
    if (!report_summary) return;
    const keep = flow.keepFrom(bodies.lastRow ?? flow.here());
    bodies.bands.print(report_summary);
    flow.release(keep);
  }

  private async flush(): Promise<void> {
    for (let page = this.flow.finished.shift(); page; page = this.flow.finished.shift()) {
      page.draw(this.device);
      await this.device.endPage();
    }
  }
}

const NO_BANDS: PageDesign['bands'] = {
  report_title: null,
  page_header: null,
  column_header: null,
  column_footer: null,
  page_footer: null,
  report_summary: null,
  overlay: null,
};

/**
 * Prints all page sections of a layout, in one pass over its data. Table sections are drawn elsewhere: where a layout
 * has both, use `Pagination`. Throws `LayoutError`.
 */
export async function paginate(
  layout: Layout,
  supply: DataSupply,
  device: PageDevice,
  context: RunContext,
  limits: LayoutLimits = LAYOUT_LIMITS,
): Promise<{ pages: number }> {
  const pagination = new Pagination(layout, supply, device, context, limits);
  try {
    await told(() => pagination.open());
    for (const section of layout.sections) {
      if (section.kind === 'pages' && !section.is_subreport) await pagination.print(section);
    }
    return { pages: await pagination.finish() };
  } finally {
    await pagination.close();
  }
}

/** Faults of expressions are told to the layout's author. */
async function told(print: () => Promise<void>): Promise<void> {
  try {
    await print();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new LayoutError('layout-expression', `${error.message} In: ${error.expression}`, error.expression);
  }
}
