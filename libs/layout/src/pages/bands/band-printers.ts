import type { Band } from '../../model/bands.js';
import type { Layout } from '../../model/layout.js';
import type { LayoutPlan } from '../plan/layout-plan.js';
import { BandPrinter } from './band-printer.js';

const printers = new WeakMap<LayoutPlan, Map<Band, BandPrinter>>();

/** The printer of a band, made once per layout. */
export function bandPrinter(band: Band, layout: Layout, plan: LayoutPlan): BandPrinter {
  let known = printers.get(plan);
  if (!known) printers.set(plan, (known = new Map()));
  let printer = known.get(band);
  if (!printer) known.set(band, (printer = new BandPrinter(band, layout, plan)));
  return printer;
}
