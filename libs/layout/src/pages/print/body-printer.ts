import { LayoutError } from '../../layout-error.js';
import type { Band, BodyBand, DataBand } from '../../model/bands.js';
import type { PageDesign } from '../../model/layout.js';
import type { BandFlow, Place } from '../flow/band-flow.js';
import { sourceKey } from '../source-key.js';
import { unwrapGroups } from '../source-uses.js';
import type { Bodies } from './bodies.js';
import { BandSetter } from './band-setter.js';
import { DataPrinter } from './data-printer.js';
import type { Run } from './run.js';
import { runNow, type Step, type Steps } from './step.js';

/** Subreports inside subreports. */
const MAX_SUBREPORTS = 8;

/** Prints the bodies of design pages into a flow. */
export class BodyPrinter implements Bodies {
  readonly bands: BandSetter;
  lastRow: Place = null;
  summary: Band | null = null;

  constructor(
    readonly run: Run,
    readonly flow: BandFlow,
    readonly flushing: Step,
  ) {
    this.bands = new BandSetter(run, flow, (page) => this.printSubreport(page));
  }

  *printBodies(page: PageDesign): Steps {
    for (const body of page.body) yield* this.printBody(body);
  }

  *printBody(body: BodyBand): Steps {
    const { groups, data } = unwrapGroups(body);
    yield* new DataPrinter(this, groups, data).print();
  }

  hasRows(body: BodyBand): boolean {
    const { groups, data } = unwrapGroups(body);
    const { state } = this.run.scope;
    const { source } = state;
    const cursor = this.run.rows.open(data, groups);
    const row = cursor.state?.row ?? null;
    const has = cursor.next() === 'row';
    if (cursor.state) cursor.state.row = row;
    state.source = source;
    return has;
  }

  count(data: DataBand): void {
    this.run.counted.set(data, this.counted(data) + 1);
  }

  counted(data: DataBand): number {
    return this.run.counted.get(data) ?? 0;
  }

  /** Prints a page design here and now, in place of the object that names it. */
  printSubreport(name: string): void {
    const key = sourceKey(name);
    const { run } = this;
    const page = run.layout.sections.find(
      (section) => section.kind === 'pages' && sourceKey(section.name) === key,
    );
    if (page?.kind !== 'pages') return;
    if (run.subreports >= MAX_SUBREPORTS) {
      throw new LayoutError(
        'layout-invalid',
        `Subreports are nested more than ${MAX_SUBREPORTS} deep.`,
        name,
      );
    }
    run.subreports += 1;
    runNow(this.printBodies(page));
    run.subreports -= 1;
  }
}
