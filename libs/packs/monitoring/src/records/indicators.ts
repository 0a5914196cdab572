import { constraintWords, declareProblem, fields, type ReferenceField } from '@galley/dataset';
import { measure } from './measures.js';
import { monitoringRecord } from './monitoring-record.js';

const { choice, code, date, flag, json, reference, text, whole } = fields;

/** An indicator by its code, wherever a record is of one. */
export function indicator(more: fields.More<ReferenceField> = {}): ReferenceField {
  return reference('Indicator', 'indicators', 'WATER-PEOPLE', { required: true, ...more });
}

export const indicators = monitoringRecord({
  name: 'indicators',
  label: 'indicator',
  resource: 'MonitoringIndicator',
  description:
    'What is measured, and how its values are put together over periods and over projects. A formula indicator is computed from others and takes no values.',
  table: 'indicator',
  fields: {
    code: code('Code', 'WATER-PEOPLE'),
    name: text('Name', 500, 'People with safe water within 500 m', { required: true }),
    description: text('Description', 10_000, null),
    unit: text('Unit', 50, 'people', { description: 'people, %, USD …' }),
    value_type: choice('Values', ['number', 'percentage', 'ratio', 'text'], 'number', {
      default: 'number',
      description: 'Percentages and ratios are kept as numerator and denominator wherever both are known',
    }),
    aggregation_method: choice('Over periods', ['sum', 'average', 'latest', 'min', 'max'], 'sum', {
      default: 'sum',
      description: 'How values of several periods make one. Percentages and ratios are never added up',
    }),
    aggregation_over_projects: choice('Over projects', ['sum', 'average', 'min', 'max'], null, {
      description: 'How values of several projects make one, where that is not as the method has it',
    }),
    direction: choice('Better is', ['increasing', 'decreasing'], 'increasing', { default: 'increasing' }),
    is_cumulative: flag('To date', false, {
      default: false,
      description: 'Values are what was reached so far, not what the period added',
    }),
    is_annualised: flag('Annualised', false, {
      default: false,
      description: 'Of a percentage or ratio: as if the days had been a year',
    }),
    may_exceed: flag('May exceed', false, {
      default: false,
      description: 'Of a percentage: its numerator may be above the denominator',
    }),
    unit_factor: fields.quantity('Factor', '1', {
      min: '0.000001',
      description: 'What a quotient is multiplied by; 100 for a percentage, else 1, when absent',
    }),
    decimals: whole('Decimals', 0, { default: 0, min: 0, max: 6, description: 'When it is shown' }),
    is_formula: flag('Is computed', false, { default: false }),
    formula: text('Formula', 2_000, null, {
      description:
        'Of a computed indicator: {CODE} of others, numbers, + - * / ( ), min, max, abs, round, if',
    }),
    formula_program: json('Formula as it was read', null, { read_only: true }),
    result_node: reference('Result', 'result-nodes', 'OP-1.1', { description: 'That it measures' }),
    baseline: measure('Baseline', '4200'),
    baseline_date: date('Baseline of', '2025-12-31'),
    lop_target: measure('Target of the whole program', '12000'),
    means_of_verification: text('Means of verification', 10_000, 'Water point survey, twice a year'),
    assumptions: text('Assumptions', 10_000, null),
    responsible: text('Responsible', 200, 'WASH officer'),
    frequency: choice('Reported every', ['week', 'month', 'quarter', 'half_year', 'year'], 'quarter'),
    is_active: flag('Active', true, { default: true }),
  },
  key: ['code'],
  sorting: { by: ['code', 'name', 'value_type', 'created_at', 'updated_at'], initially: 'code' },
  search: ['code', 'name', 'description', 'unit'],
  children: {
    disaggregations: {
      label: 'Disaggregation',
      singular: 'disaggregation',
      table: 'indicator_disaggregation',
      parent: 'indicator_id',
      key: ['dimension', 'category'],
      fields: {
        dimension: text('Dimension', 40, 'sex', {
          required: true,
          description: 'sex, age, disability …',
          pattern: { source: '[a-z][a-z0-9_]*', says: 'must be a name such as sex or age_group' },
        }),
        category: text('Category', 50, 'female', { required: true }),
        category_key: text('Key', 100, null, {
          read_only: true,
          description: 'As values name it: sex:female',
        }),
        label: text('Printed', 200, 'Women and girls'),
        sort: whole('Position', 0, { default: 0, description: 'Within its dimension' }),
      },
      constraints: constraintWords('indicator_disaggregation', {
        live_key: ['disaggregations', 'name a category twice'],
      }),
    },
  },
  says: {
    unit_factor: ['unit_factor', 'must be above 0'],
    decimals: ['decimals', 'must be from 0 to 6'],
    formula: ['formula', 'is required of a computed indicator, and no other has one'],
    percentage_sum: ['aggregation_method', 'must not be sum: percentages and ratios are never added up'],
    quotient: ['value_type', 'must be percentage or ratio where is_annualised or may_exceed is true'],
    quotient_over_projects: [
      'aggregation_over_projects',
      'must be nothing for percentages and ratios: their numerators and denominators are pooled',
    ],
    result_node: ['result_node_id', 'must be a result that is there'],
    reported: [
      'value_type',
      'and is_formula and unit_factor stay as they are: values were reported; make another indicator',
    ],
    formula_unknown: [
      'formula',
      'names an indicator that is not there',
      declareProblem('formula-unknown-indicator', 422, 'A formula names an unknown indicator'),
    ],
    formula_cycle: [
      'formula',
      'would be computed from itself',
      declareProblem('formula-cycle', 422, 'A formula would be computed from itself'),
    ],
    formula_named: ['code', 'is named by formulas of other indicators; change those first'],
  },
});
