import type { Json } from '@galley/dataset';
import { valueFault } from '@galley/template';
import type { BuildableSource } from './buildable-source.js';
import { abilitiesOf } from './column-abilities.js';
import type { DesignFault } from './design-fault.js';
import type { DesignFilter } from './design-filters.js';
import { askedFor, fieldTypeOf, isMultiple, paramOf } from './filter-fields.js';
import { columnNamed, noSuchColumn } from './find-column.js';

/** Of a default as JSON. */
const MAX_DEFAULT = 10_000;

/** What a source cannot be asked by the filters of a design, and which of its parameters nothing would fill. */
export function filterFaults(filters: readonly DesignFilter[], source: BuildableSource): DesignFault[] {
  const missing = source.params.filter(
    ({ filter, nullable, default: fallback }) =>
      !nullable && fallback === null && !filters.some(({ column }) => column === filter),
  );
  return [
    ...filters.flatMap((filter, index) => oneFilter(filter, source, filters, `/filters/${index}`)),
    ...missing.map(({ filter }) => ({
      pointer: '/filters',
      detail: `nothing fills the parameter "${filter}", which may not be empty: add a filter for it`,
    })),
  ];
}

function oneFilter(
  filter: DesignFilter,
  source: BuildableSource,
  filters: readonly DesignFilter[],
  at: string,
): DesignFault[] {
  const fault = (key: string, detail: string): DesignFault[] => [{ pointer: `${at}/${key}`, detail }];
  const param = paramOf(filter, source);
  if (param) {
    const isTwice = filters.find(({ column }) => column === filter.column) !== filter;
    const natural = fieldTypeOf(param.type);
    const isUnfit = filter.type && ![natural, 'select', 'lookup'].includes(filter.type);
    return [
      ...(isTwice ? fault('column', `fills the parameter "${filter.column}" a second time`) : []),
      ...(filter.operator && filter.operator !== 'equals'
        ? fault('operator', 'is not possible: this is a parameter')
        : []),
      ...(isUnfit
        ? fault(
            'type',
            `does not suit a parameter of type ${param.type}; possible are ${natural}, select, lookup`,
          )
        : []),
      ...answerFaults(filter, source, at),
    ];
  }
  if (source.source_type === 'procedure') {
    const known = source.params.map(({ filter: name }) => name).join(', ') || 'none';
    return fault('column', `is no parameter, and a procedure takes nothing else; it has ${known}`);
  }
  const column = columnNamed(source.columns, filter.column);
  if (!column) return fault('column', noSuchColumn(source.columns, filter.column));
  const { filter_operators, filter_types } = abilitiesOf(column);
  if (filter_operators.length === 0) return fault('column', `is ${column.type}, which cannot be filtered by`);
  if (!filter_operators.includes(filter.operator ?? 'equals')) {
    return fault(
      'operator',
      `does not suit a column of type ${column.type}; possible are ${filter_operators.join(', ')}`,
    );
  }
  if (filter.type && !filter_types.includes(filter.type)) {
    return fault(
      'type',
      `does not suit a column of type ${column.type}; possible are ${filter_types.join(', ')}`,
    );
  }
  return answerFaults(filter, source, at);
}

/** Choices that are missing, and a default that the field could not have. */
function answerFaults(filter: DesignFilter, source: BuildableSource, at: string): DesignFault[] {
  const fault = (key: string, detail: string): DesignFault[] => [{ pointer: `${at}/${key}`, detail }];
  const asked = askedFor(filter, source);
  if (asked.type === 'select' && asked.options.length === 0)
    return fault('options', 'are needed by a filter of type select');
  const isRange = filter.operator === 'between';
  if (isRange && filter.multiple) return fault('multiple', 'is not possible with between');
  const given: Json = filter.default ?? null;
  if (given === null) return [];
  if (JSON.stringify(given).length > MAX_DEFAULT)
    return fault('default', `is longer than ${MAX_DEFAULT} characters`);
  const isList = Array.isArray(given);
  if (isRange && !(isList && given.length === 2))
    return fault('default', 'must be a list of two, from and to');
  if (isList && !isRange && !isMultiple(filter, paramOf(filter, source))) {
    return fault('default', 'is a list, and the filter takes one value');
  }
  const detail =
    typeof given === 'object' && !isList ? 'must be a value or a list of values' : defaultFault(asked, given);
  return detail === null ? [] : fault('default', detail);
}

function defaultFault(asked: ReturnType<typeof askedFor>, given: Json): string | null {
  const values = Array.isArray(given) ? (given as readonly Json[]) : [given];
  return values.map((one) => valueFault(asked, one)).find((detail) => detail !== null) ?? null;
}
