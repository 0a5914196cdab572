import type { AggregateCall, Reference } from '../../expressions/contract.js';
import type { Band, BodyBand } from '../../model/bands.js';
import type { ChartDesign } from '../../model/chart.js';
import type { LayoutObject, MatrixDesign } from '../../model/objects.js';
import { objectsOf } from './objects-of.js';

/** Whatever names things: an expression or a text. */
export interface Naming {
  readonly references: readonly Reference[];
  readonly aggregates: readonly AggregateCall[];
}

/** Expressions and texts of a band and of everything that stands in it. */
export function* namingsOfBand(band: Band): Generator<Naming> {
  yield* named(band.visible, band.outline, band.bookmark);
  for (const object of objectsOf(band.objects)) yield* namingsOfObject(object);
}

/** Expressions by which a body picks, orders and groups its rows. */
export function* namingsOfBody(body: BodyBand): Generator<Naming> {
  if (body.kind === 'group') yield* named(body.condition);
  else {
    yield* named(body.filter, ...body.sort.map((key) => key.value));
    yield* named(body.hierarchy?.id ?? null, body.hierarchy?.parent ?? null);
  }
}

/** Expressions and texts of one object, without those of the objects in its cells. */
export function* namingsOfObject(object: LayoutObject): Generator<Naming> {
  yield* named(object.visible, object.link, object.bookmark, ...object.highlights.map((one) => one.when));
  switch (object.kind) {
    case 'text':
    case 'barcode':
    case 'zipcode':
      yield* named(object.text);
      break;
    case 'picture':
      yield* named(object.source.kind === 'expression' ? object.source.value : null);
      break;
    case 'checkbox':
      yield* named(object.value);
      break;
    case 'matrix':
      yield* namingsOfMatrix(object.design);
      break;
    case 'chart':
      yield* namingsOfChart(object.design);
      break;
    case 'signatures':
      for (const block of object.blocks) yield* named(block.label, block.name);
      break;
    default:
  }
}

export function* namingsOfMatrix(design: MatrixDesign): Generator<Naming> {
  yield* named(design.filter);
  for (const part of [...design.columns, ...design.rows, ...design.measures]) yield* named(part.value);
}

export function* namingsOfChart(design: ChartDesign): Generator<Naming> {
  for (const series of design.series) yield* named(series.filter, series.x, series.y, series.split_by);
}

function* named(...namings: readonly (Naming | null)[]): Generator<Naming> {
  for (const naming of namings) if (naming) yield naming;
}
