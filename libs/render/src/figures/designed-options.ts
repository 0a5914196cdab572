import { designedTotals, type TableDesign } from '@galley/layout';
import type { RenderOptions } from '../contract.js';

/** Groups and totals of the design; what the run asks for itself is of the template's own dataset and wins there. */
export function designedOptions(options: RenderOptions, design: TableDesign): RenderOptions {
  const asked = design.source === null ? options : { group_by: [], totals: [] };
  const groupBy = asked.group_by.length > 0 ? asked.group_by : design.groups.map(({ field }) => field);
  const totals = asked.totals.length > 0 ? asked.totals : designedTotals(design);
  return { ...options, group_by: design.show_rows ? groupBy : [], totals };
}
