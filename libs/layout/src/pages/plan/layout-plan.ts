import type { Reference } from '../../expressions/contract.js';
import type { Band } from '../../model/bands.js';
import type { Layout } from '../../model/layout.js';
import { type PlannedSource, planSources } from '../data/source-plan.js';
import { knownAt, systemVariable } from '../scope/system-variables.js';
import { sourceKey } from '../source-key.js';
import { type Naming, namingsOfBand } from '../walk/namings-of.js';
import { type BandPlace, bandPlaces } from './band-places.js';
import { declaredTotal, inlineTotal, isAhead, momentOf, pageView, type PlannedTotal } from './total-plan.js';

/** When a text can be written: at once (null), or when something is over. `run` = a run of page numbers. */
export type Waiting = ReturnType<typeof momentOf> | { readonly kind: 'run' };

/** What is worked out once per layout, however often it is printed. */
export interface LayoutPlan {
  readonly sources: ReadonlyMap<string, PlannedSource>;
  readonly places: ReadonlyMap<Band, BandPlace>;
  readonly totals: readonly PlannedTotal[];
  /** Position in `totals` of a name that means one. */
  totalOf(reference: Reference): number | null;
}

const plans = new WeakMap<Layout, LayoutPlan>();

export function layoutPlan(layout: Layout): LayoutPlan {
  let plan = plans.get(layout);
  if (!plan) plans.set(layout, (plan = makePlan(layout)));
  return plan;
}

function makePlan(layout: Layout): LayoutPlan {
  const places = new Map<Band, BandPlace>();
  for (const section of layout.sections) {
    if (section.kind !== 'pages') continue;
    for (const [band, place] of bandPlaces(section)) places.set(band, place);
  }
  const totals = layout.totals.map((total) => declaredTotal(total, places));
  const names = new Map(layout.totals.map((total, at) => [sourceKey(total.name), at]));
  const references = new Map<Reference, number>();
  for (const [band, place] of places) {
    for (const naming of namingsOfBand(band)) {
      for (const call of naming.aggregates) {
        references.set(call.reference, totals.push(inlineTotal(call, place, places)) - 1);
      }
      for (const reference of naming.references) {
        const declared = totals[names.get(sourceKey(reference.text)) ?? -1];
        if (declared && isPageWide(place) && declared.fed_at === 'row' && !declared.reset_at) {
          references.set(reference, totals.push(pageView(declared, place)) - 1);
        }
      }
    }
  }
  return {
    sources: planSources(layout),
    places,
    totals,
    totalOf: (reference) => references.get(reference) ?? names.get(sourceKey(reference.text)) ?? null,
  };
}

function isPageWide(place: BandPlace): boolean {
  const kind = momentOf(place)?.kind;
  return kind === 'page' || kind === 'column';
}

/** When what a text or expression at `place` names is known. */
export function waitingOf(plan: LayoutPlan, place: BandPlace, naming: Naming): Waiting {
  const aggregates = naming.aggregates.map((call) => call.reference);
  let waiting: Waiting = null;
  for (const reference of [...naming.references, ...aggregates]) {
    const known = knownAt(sourceKey(reference.text));
    if (known === 'report' || (known === 'run' && waiting?.kind !== 'report')) waiting = { kind: known };
    else if (known === 'page' && !waiting && !isPageWide(place)) waiting = { kind: 'page' };
    const total = plan.totals[plan.totalOf(reference) ?? -1];
    if (!total || waiting?.kind === 'run' || waiting?.kind === 'report') continue;
    waiting = waitingForTotal(total, place) ?? waiting;
  }
  return waiting;
}

/** A page's header shows what its page adds up to, but what all pages add up to so far as brought forward. */
function waitingForTotal(total: PlannedTotal, place: BandPlace): Waiting {
  if (isPageWide(place)) {
    const isHeader = place.role === 'page_header' || place.role === 'column_header';
    return isHeader && total.fed_at !== 'row' && total.reset_at ? momentOf(place) : null;
  }
  if (!isAhead(place, total.feeder)) return null;
  return momentOf(place) ?? { kind: 'report' };
}

/** Whether something names more than totals and what pages and rows are numbered by: then it sees columns. */
export function seesRows(plan: LayoutPlan, namings: Iterable<Naming>): boolean {
  for (const { references } of namings) {
    for (const reference of references) {
      if (plan.totalOf(reference) === null && !systemVariable(sourceKey(reference.text))) return true;
    }
  }
  return false;
}
