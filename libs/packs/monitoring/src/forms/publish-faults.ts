import { kindOfType } from './answer.js';
import type { Form, FormFault, FormField, IndicatorAggregate } from './form.js';
import { LogicFault } from './logic-fault.js';

/** An indicator that a field is to feed. */
export interface FedIndicator {
  readonly id: string;
  readonly aggregate: IndicatorAggregate;
  readonly value_type: string;
  readonly is_formula: boolean;
  readonly is_active: boolean;
  /** Whether the project of the form reports on it. */
  readonly is_of_project: boolean;
}

/** What a form still lacks that is to be published, each by the field that lacks it; `fed` goes by the names of fields. */
export function publishFaults(
  { fields }: Form,
  fed: ReadonlyMap<string, FedIndicator>,
): readonly FormFault[] {
  const faults: FormFault[] = [];
  if (!fields.some(({ type }) => type !== 'note' && type !== 'calculate')) {
    faults.push({ pointer: '/fields', detail: 'fields must have one that is asked' });
  }
  const aggregates = new Map<string, IndicatorAggregate>();
  for (const [index, field] of fields.entries()) {
    const refuse = (part: string, says: string): void => {
      faults.push({ pointer: `/fields/${index}/${part}`, detail: `${part} of ${field.name} ${says}` });
    };
    const isSelection = field.type === 'select_one' || field.type === 'select_multiple';
    if (isSelection && field.options.length === 0) refuse('options', 'are required');
    if (field.type === 'calculate' && !field.calculation) refuse('calculation', 'is required');
    const indicator = fed.get(field.name);
    if (!indicator) continue;
    const known = aggregates.get(indicator.id) ?? indicator.aggregate;
    aggregates.set(indicator.id, known);
    try {
      checkIndicator(indicator);
      checkAggregate(field, indicator, known);
    } catch (error) {
      if (!(error instanceof LogicFault)) throw error;
      refuse(error.pointer, error.says);
    }
  }
  return faults;
}

function checkIndicator({ is_formula, value_type, is_active, is_of_project }: FedIndicator): void {
  const refuse = (says: string): never => {
    throw new LogicFault(says, 'indicator_id');
  };
  if (is_formula) refuse('is computed, and takes no values');
  if (value_type === 'text') refuse('takes texts, not numbers');
  if (!is_active) refuse('is not active any more');
  if (!is_of_project) refuse('is none of the project: add it to project-indicators first');
}

function checkAggregate(
  { type, kind }: FormField,
  { aggregate, value_type }: FedIndicator,
  known: string,
): void {
  const refuse = (says: string): never => {
    throw new LogicFault(says, 'indicator_aggregate');
  };
  const isQuotient = value_type === 'percentage' || value_type === 'ratio';
  if (type === 'note') refuse('has no meaning where the type is note');
  if ((aggregate === 'sum' || aggregate === 'avg') && (kind ?? kindOfType(type)) !== 'number') {
    refuse(`must be count or count_distinct: ${aggregate} is of numbers`);
  }
  if (isQuotient && aggregate !== 'avg') refuse('must be avg: the indicator is a percentage or ratio');
  if (aggregate !== known) refuse(`must be ${known}, as of the field before that feeds the same indicator`);
}
