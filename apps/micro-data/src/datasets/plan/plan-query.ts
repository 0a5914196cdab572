import type { DatasetRequest, Json, TotalRequest } from '@galley/dataset';
import type { GalleyError } from '@galley/platform';
import { quoteIdent } from '@galley/dataset';
import type { SourceColumn } from '../../catalog/source-column.js';
import { DatasetRequestInvalid } from '../dataset-problems.js';
import { compileFilters } from '../filters/compile-filters.js';
import { below } from '../filters/filter-fault.js';
import { BU_CODE } from '../kinds/relational-statements.js';
import type { BoundSource, OrderTerm } from '../kinds/source-kind.js';
import type { TotalSpec } from '../totals/total-state.js';

type Filters = Readonly<Record<string, Json>>;

/** The request, checked against the columns that the dataset has. */
export interface QueryPlan {
  readonly columns: readonly SourceColumn[];
  readonly output: readonly SourceColumn[];
  readonly order: readonly OrderTerm[];
  readonly group_by: readonly SourceColumn[];
  readonly totals: readonly TotalSpec[];
  readonly filters: Filters;
}

/** Checks names and types of everything the request wants. Throws `dataset-request-invalid` and filter problems. */
export function planQuery(
  request: DatasetRequest,
  source: BoundSource,
  columns: readonly SourceColumn[],
  filters: Filters,
): QueryPlan {
  compileFilters(filters, { columns, fields: source.fields, hasUnicodeCollation: false });
  const find = (name: string, pointer: string): SourceColumn => {
    const column = columns.find((one) => one.name === name);
    if (column) return column;
    const known = columns.map((one) => quoteIdent(one.name)).slice(0, 50);
    throw invalid(pointer, `is no column of the source (it has: ${known.join(', ')})`);
  };
  return {
    columns,
    output: projected(request.columns, columns, find),
    order: (request.order_by ?? []).map((one, index) => orderTerm(one, find, `/order_by/${index}`)),
    group_by: groupedBy(request.group_by ?? [], find),
    totals: totalsOf(request.totals ?? [], find),
    filters,
  };
}

type Find = (name: string, pointer: string) => SourceColumn;

function projected(
  names: readonly string[] | undefined,
  columns: readonly SourceColumn[],
  find: Find,
): readonly SourceColumn[] {
  if (!names?.length) return columns;
  refuseTwins(names, '/columns');
  const wanted = names.map((name, index) => find(name, below('/columns', index)));
  // The unit comes first whether or not it was asked for.
  const unit = columns.find(({ name }) => name === BU_CODE && columns[0]?.name === BU_CODE);
  return unit ? [unit, ...wanted.filter((column) => column !== unit)] : wanted;
}

function orderTerm(
  { column: name, direction, nulls }: NonNullable<DatasetRequest['order_by']>[number],
  find: Find,
  pointer: string,
): OrderTerm {
  const column = find(name, `${pointer}/column`);
  if (column.type === 'json') throw invalid(`${pointer}/column`, 'is a document, which has no order');
  const isDescending = direction === 'desc';
  return { column, isDescending, isNullsFirst: nulls === undefined ? isDescending : nulls === 'first' };
}

function groupedBy(names: readonly string[], find: Find): readonly SourceColumn[] {
  refuseTwins(names, '/group_by');
  return names.map((name, index) => {
    const pointer = below('/group_by', index);
    const column = find(name, pointer);
    if (column.type === 'json') throw invalid(pointer, 'is a document, which cannot be grouped by');
    return column;
  });
}

function totalsOf(requests: readonly TotalRequest[], find: Find): readonly TotalSpec[] {
  const specs = requests.map(({ column: name, aggregate, as }, index): TotalSpec => {
    const pointer = below('/totals', index);
    if (name === '*') {
      if (aggregate !== 'count') throw invalid(`${pointer}/column`, 'can only be counted');
      return { key: as ?? 'count', column: null, aggregate };
    }
    const column = find(name, `${pointer}/column`);
    const fault = aggregateFault(aggregate, column.type);
    if (fault) throw invalid(`${pointer}/aggregate`, fault);
    return { key: as ?? name, column, aggregate };
  });
  specs.forEach(({ key }, index) => {
    if (specs.findIndex((other) => other.key === key) < index) {
      throw invalid(
        below('/totals', index),
        `is the second total called "${key}"; give it another name with "as"`,
      );
    }
  });
  return specs;
}

function aggregateFault(aggregate: TotalRequest['aggregate'], type: SourceColumn['type']): string | null {
  const isNumber = type === 'integer' || type === 'decimal';
  if ((aggregate === 'sum' || aggregate === 'avg') && !isNumber)
    return `needs a number, and the column is ${type}`;
  const hasOrder = isNumber || type === 'string' || type === 'date' || type === 'timestamp';
  if ((aggregate === 'min' || aggregate === 'max') && !hasOrder)
    return `needs an order, which ${type} has not`;
  return null;
}

function refuseTwins(names: readonly string[], pointer: string): void {
  const twin = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twin >= 0) throw invalid(below(pointer, twin), 'names a column a second time');
}

function invalid(pointer: string, detail: string): GalleyError {
  return DatasetRequestInvalid.error(`${pointer} ${detail}.`, { errors: [{ pointer, detail }] });
}
