import { ExactNumber } from '../forms/exact-number.js';

/** A published activity in the shape of the monitoring model, as `demo/iati-unhcr.json` has it. */
export interface ActivityModel {
  /** What the publisher calls the activity by: the code of its program and project. */
  readonly source: string;
  readonly program: { readonly name: string; readonly status: string };
  readonly project: { readonly name: string; readonly currency: string; readonly budget: string };
  readonly result_nodes: readonly {
    readonly key: string;
    readonly level: string;
    readonly title: string;
    readonly description: string;
    readonly order_index: number;
  }[];
  readonly indicators: readonly {
    readonly code: string;
    readonly result_node: string;
    readonly name: string;
    readonly unit: string;
    readonly aggregation_method: string;
  }[];
  readonly reporting_periods: readonly {
    readonly label: string;
    readonly start_date: string;
    readonly end_date: string;
  }[];
  readonly indicator_reports: readonly {
    readonly indicator: string;
    readonly period: string;
    readonly value: string | null;
    readonly target: string | null;
    readonly status: string;
  }[];
}

/** Records of one kind, as `POST /api/monitoring/<name>/bulk` takes them. */
export interface RecordBatch {
  readonly name: string;
  readonly items: readonly object[];
}

/** Digits after the point that values are kept with; one of the sample's has seven. */
const VALUE_DECIMALS = 6;

/** The records of an activity, each kind after those that it refers to: the program comes with its only project. */
export function unhcrRecords(model: ActivityModel): readonly RecordBatch[] {
  const { source: code, program, project } = model;
  const own = { project_code: code };
  return [
    { name: 'programs', items: [{ code, ...program }] },
    { name: 'projects', items: [{ program_code: code, code, status: program.status, ...project }] },
    { name: 'result-nodes', items: resultItems(model) },
    { name: 'indicators', items: indicatorItems(model) },
    {
      name: 'project-indicators',
      items: model.indicators.map((indicator) => ({ ...own, indicator_code: indicator.code })),
    },
    { name: 'reporting-periods', items: model.reporting_periods.map((period) => ({ ...own, ...period })) },
    {
      name: 'indicator-reports',
      items: model.indicator_reports.map(({ indicator, period, value, target, status }) => ({
        ...own,
        indicator_code: indicator,
        reporting_period_label: period,
        value: keptValue(value),
        target: keptValue(target),
        status,
      })),
    },
  ];
}

/** In their order: places are given by it. None of them says what it contributes to. */
function resultItems({ source, result_nodes }: ActivityModel): readonly object[] {
  return result_nodes
    .toSorted((a, b) => a.order_index - b.order_index)
    .map(({ key, order_index: _place, ...node }) => ({ program_code: source, code: key, ...node }));
}

/** Shares were published as such, without what they are shares of. */
function indicatorItems({ indicators, indicator_reports }: ActivityModel): readonly object[] {
  return indicators.map(({ code, name, unit, aggregation_method, result_node }) => {
    const values = indicator_reports.flatMap((report) =>
      report.indicator === code ? (report.value ?? []) : [],
    );
    return {
      code,
      name,
      unit,
      aggregation_method,
      value_type: unit === '%' ? 'percentage' : 'number',
      decimals: Math.max(0, ...values.map((value) => Math.min(VALUE_DECIMALS, new ExactNumber(value).dp()))),
      result_node_code: result_node,
    };
  });
}

function keptValue(value: string | null): string | null {
  return value === null ? null : new ExactNumber(value).toDecimalPlaces(VALUE_DECIMALS).toFixed();
}
