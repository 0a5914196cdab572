import type { AggregateCall, Expression, Reference } from '../../expressions/contract.js';
import type { Band, BodyBand, DataBand } from '../../model/bands.js';
import type { LayoutTotal } from '../../model/layout.js';
import { sourceKey } from '../source-key.js';
import { bodiesOf } from '../walk/bands-of.js';
import { type Naming } from '../walk/namings-of.js';
import { type BandPlace, placeNamed } from './band-places.js';

/** When something is over: totals are reset and waiting texts told. Compared by identity of their parts. */
export type Moment =
  | { readonly kind: 'page' | 'column' | 'report' }
  /** A body has printed all of its rows (a group: one of its groups). */
  | { readonly kind: 'body'; readonly body: BodyBand }
  /** A data band has printed a row and what follows it. */
  | { readonly kind: 'row'; readonly body: DataBand };

/** One figure that is kept while a layout is printed. */
export interface PlannedTotal {
  readonly aggregate: LayoutTotal['aggregate'];
  readonly value: Expression | null;
  readonly when: Expression | null;
  /** The data band whose rows are added; null = never fed. */
  readonly feeder: DataBand | null;
  /** `page`, `column`: rows are added when the page they stand on is finished, so that it shows its own. */
  readonly fed_at: 'row' | 'page' | 'column';
  /** Null = never reset. */
  readonly reset_at: Moment | null;
  /** The band that the layout says shows it. */
  readonly shown_on: Band | null;
  readonly reset_on_reprint: boolean;
  readonly include_invisible: boolean;
}

export type Places = ReadonlyMap<Band, BandPlace>;

/** A total that the layout declares. */
export function declaredTotal(total: LayoutTotal, places: Places): PlannedTotal {
  const feeder = total.evaluator === null ? null : placeNamed(places, total.evaluator);
  const shown = total.print_on === null ? null : placeNamed(places, total.print_on);
  return {
    aggregate: total.aggregate,
    value: total.value,
    when: total.when,
    feeder: feeder?.place.body?.kind === 'data' ? feeder.place.body : firstFeeder(total.value, places),
    fed_at: shown ? fedAt(shown.place) : 'row',
    reset_at: shown && total.reset_after_print ? momentOf(shown.place) : null,
    shown_on: shown?.band ?? null,
    reset_on_reprint: total.reset_on_reprint,
    include_invisible: total.include_invisible,
  };
}

/** A total written inside an expression of `band`: over the rows that the band closes. */
export function inlineTotal(call: AggregateCall, place: BandPlace, places: Places): PlannedTotal {
  const named = call.band === null ? null : placeNamed(places, call.band);
  const feeder = named?.place.body?.kind === 'data' ? named.place.body : feederOf(call.value, place, places);
  const isWithin = place.role === 'row' && place.body !== feeder;
  return {
    aggregate: call.aggregate,
    value: call.value,
    when: call.condition,
    feeder,
    fed_at: fedAt(place),
    reset_at:
      isWithin || place.role !== 'row' || !place.body ? momentOf(place) : { kind: 'body', body: place.body },
    shown_on: null,
    reset_on_reprint: false,
    include_invisible: false,
  };
}

/** The same figure as pages see it: rows count when their page is finished, so what moved on counts there. */
export function pageView(total: PlannedTotal, place: BandPlace): PlannedTotal {
  return { ...total, fed_at: fedAt(place) };
}

function fedAt(place: BandPlace): PlannedTotal['fed_at'] {
  switch (place.role) {
    case 'page_header':
    case 'page_footer':
    case 'overlay':
      return 'page';
    case 'column_header':
    case 'column_footer':
      return 'column';
    default:
      return 'row';
  }
}

/** When what a band shows is over. */
export function momentOf(place: BandPlace): Moment | null {
  const fed = fedAt(place);
  if (fed !== 'row') return { kind: fed };
  if (!place.body) return null;
  return place.role === 'row' && place.body.kind === 'data'
    ? { kind: 'row', body: place.body }
    : { kind: 'body', body: place.body };
}

/** The data band that shows the value's source: below the place (below the page, beside the data), else anywhere. */
function feederOf(value: Expression | null, place: BandPlace, places: Places): DataBand | null {
  const roots = place.body ? [place.body] : place.page.body;
  const bands = [...bodiesOf(roots)].filter((body) => body.kind === 'data');
  return showing(value, bands) ?? firstFeeder(value, places) ?? bands[0] ?? null;
}

function firstFeeder(value: Expression | null, places: Places): DataBand | null {
  const bands = [...places.values()].flatMap(({ body }) => (body?.kind === 'data' ? [body] : []));
  return showing(value, bands);
}

function showing(value: Naming | null, bands: readonly DataBand[]): DataBand | null {
  const sources = (value?.references ?? []).map((reference) => sourceOf(reference));
  return bands.find((band) => band.source !== null && sources.includes(sourceKey(band.source))) ?? null;
}

function sourceOf(reference: Reference): string | null {
  const [first] = reference.path;
  return reference.path.length > 1 && first !== undefined ? sourceKey(first) : null;
}

/** Whether a text at `place` is printed before `feeder`'s rows have been: then it waits for the end of what it heads. */
export function isAhead(place: BandPlace, feeder: DataBand | null): boolean {
  if (!feeder) return false;
  if (place.role === 'title') return true;
  if (place.role === 'header' && place.body) return [...bodiesOf([place.body])].includes(feeder);
  return place.role === 'row' && place.body?.kind === 'data' && place.body !== feeder
    ? [...bodiesOf(place.body.details)].includes(feeder)
    : false;
}
