import type { SqlTx } from '@galley/platform';
import type { IndicatorFigure } from './figure-resources.js';
import type { FigureScope } from './figure-scope.js';

export interface FigureOfResult extends IndicatorFigure {
  readonly node_id: string | null;
}

/** The indicators that projects work with, as every table of them has them (`monitoring.indicator_rows`), and not rounded. */
export function indicatorFigures(
  tx: SqlTx,
  { projects, from, to, is_provisional }: FigureScope,
): Promise<FigureOfResult[]> {
  return tx.$queryRaw<FigureOfResult[]>`
    select r.indicator_id as id, r.node_id, r.code, r.indicator as name, r.unit, r.value_type, r.decimals, r.baseline::text,
      r.baseline_date::text, r.target::text, r.target_date::text, r.period_target::text, r.period_exact::text as period_actual,
      r.actual_exact::text as actual, r.progress_exact::text as progress, r.light,
      string_to_array(coalesce(r.notes, ''), ', ') as notes
    from monitoring.indicator_rows(${projects}::uuid[], null, ${from}::date, ${to}::date, ${is_provisional}) r
    order by r.place`;
}
