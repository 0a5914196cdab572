import type { Column } from '@galley/dataset';
import { abilitiesOf } from './column-abilities.js';
import type { BuildableSource } from './buildable-source.js';
import type { DesignColumn } from './design-columns.js';
import type { DesignFault } from './design-fault.js';
import { filterFaults } from './filter-faults.js';
import { columnNamed, noSuchColumn } from './find-column.js';
import { highlightFaults } from './highlight-condition.js';
import type { DesignChart, DesignTotal, ReportDesign } from './report-design.js';

const NO_COLUMNS =
  'says its columns only when it runs, as procedures do: describe them at the source (columns, with name and type) first';
/** Charts that share one whole out. */
const SHARES = ['pie', 'doughnut'];
/** Formats with a name; all other texts are patterns, which say themselves what they suit. */
const NAMED_FORMATS = [
  'text',
  'money',
  'quantity',
  'integer',
  'percent',
  'date',
  'datetime',
  'time',
  'boolean',
];

/** Everything that a source, as it is now, cannot give of a design. Empty = it can be built. */
export function designFaults(design: ReportDesign, source: BuildableSource): DesignFault[] {
  if (source.columns.length === 0) return [{ pointer: sourcePointer(design), detail: NO_COLUMNS }];
  const { columns, groups, sort } = design;
  return [
    ...columnFaults(columns ?? [], source.columns),
    ...filterFaults(design.filters ?? [], source),
    ...namedFaults(groups ?? [], '/groups', source.columns, (column) =>
      abilitiesOf(column).is_groupable ? null : `cannot be grouped by: it is ${column.type}`,
    ),
    ...totalFaults(design, source.columns),
    ...namedFaults(sort ?? [], '/sort', source.columns, (column) =>
      abilitiesOf(column).is_sortable ? null : `has no order: it is ${column.type}`,
    ),
    ...(design.chart ? chartFaults(design.chart, source.columns) : []),
  ];
}

/** Which of the two names the source. */
export function sourcePointer({ builder_key }: ReportDesign): string {
  return builder_key ? '/builder_key' : '/source';
}

function columnFaults(shown: readonly DesignColumn[], columns: readonly Column[]): DesignFault[] {
  return [
    ...namedFaults(shown, '/columns', columns, () => null),
    ...shown.flatMap(({ column: name, format, highlight }, index) => {
      const column = columnNamed(columns, name);
      if (!column) return [];
      const at = `/columns/${index}`;
      const { formats } = abilitiesOf(column);
      const isUnfit =
        format && NAMED_FORMATS.includes(format) && format !== 'text' && !formats.includes(format);
      return [
        ...(isUnfit
          ? [
              {
                pointer: `${at}/format`,
                detail: `does not suit a column of type ${column.type}; possible are ${formats.join(', ')}, or a pattern`,
              },
            ]
          : []),
        ...(highlight ?? []).flatMap((one, place) =>
          highlightFaults(one, column, columns, `${at}/highlight/${place}`),
        ),
      ];
    }),
  ];
}

/** Parts that name one column each: it must be there, suit, and be named once. */
function namedFaults(
  parts: readonly { readonly column: string }[],
  pointer: string,
  columns: readonly Column[],
  unfit: (column: Column) => string | null,
): DesignFault[] {
  return parts.flatMap(({ column: name }, index) => {
    const at = `${pointer}/${index}/column`;
    const column = columnNamed(columns, name);
    if (!column) return [{ pointer: at, detail: noSuchColumn(columns, name) }];
    const detail = unfit(column);
    if (detail !== null) return [{ pointer: at, detail: `"${name}" ${detail}` }];
    return parts.findIndex((other) => other.column === name) < index
      ? [{ pointer: at, detail: `names "${name}" a second time` }]
      : [];
  });
}

function totalFaults(
  { columns: shown, groups, totals }: ReportDesign,
  columns: readonly Column[],
): DesignFault[] {
  const isShown = (name: string): boolean =>
    shown?.length
      ? shown.some(({ column }) => column === name)
      : !groups?.some(({ column }) => column === name);
  const list = totals ?? [];
  return list.flatMap(({ column: name, aggregate }, index): DesignFault[] => {
    const at = `/totals/${index}`;
    const column = columnNamed(columns, name);
    if (!column) return [{ pointer: `${at}/column`, detail: noSuchColumn(columns, name) }];
    const { aggregates } = abilitiesOf(column);
    if (!aggregates.includes(aggregate)) {
      const detail = `does not suit a column of type ${column.type}; possible are ${aggregates.join(', ')}`;
      return [{ pointer: `${at}/aggregate`, detail }];
    }
    if (!isShown(name)) {
      return [
        {
          pointer: `${at}/column`,
          detail: `"${name}" is not shown, so that its total would stand nowhere: add it to columns`,
        },
      ];
    }
    return isRepeated(list, index) ? [{ pointer: at, detail: 'is asked for a second time' }] : [];
  });
}

function isRepeated(totals: readonly DesignTotal[], index: number): boolean {
  const { column, aggregate } = totals[index] as DesignTotal;
  return totals.findIndex((other) => other.column === column && other.aggregate === aggregate) < index;
}

function chartFaults(chart: DesignChart, columns: readonly Column[]): DesignFault[] {
  const { kind, category, values, split_by } = chart;
  const role = (name: string, wanted: 'category' | 'value', pointer: string): DesignFault[] => {
    const column = columnNamed(columns, name);
    if (!column) return [{ pointer, detail: noSuchColumn(columns, name) }];
    if (abilitiesOf(column).chart_roles.includes(wanted)) return [];
    const detail =
      wanted === 'value'
        ? `"${name}" is no number: it is ${column.type}`
        : `"${name}" is ${column.type}, which has no marks`;
    return [{ pointer, detail }];
  };
  const faults = [
    ...role(category, 'category', '/chart/category'),
    ...values.flatMap((name, index) =>
      values.indexOf(name) < index
        ? [{ pointer: `/chart/values/${index}`, detail: `names "${name}" a second time` }]
        : role(name, 'value', `/chart/values/${index}`),
    ),
    ...(split_by ? role(split_by, 'category', '/chart/split_by') : []),
  ];
  if (split_by && values.length > 1)
    faults.push({ pointer: '/chart/values', detail: 'can only be one where split_by makes the series' });
  if (!SHARES.includes(kind)) return faults;
  if (values.length > 1) faults.push({ pointer: '/chart/values', detail: `can only be one in a ${kind}` });
  if (split_by) faults.push({ pointer: '/chart/split_by', detail: `is not possible in a ${kind}` });
  return faults;
}
