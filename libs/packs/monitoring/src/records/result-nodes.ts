import { declareProblem, fields } from '@galley/dataset';
import { monitoringRecord } from './monitoring-record.js';
import { program } from './programs.js';

const { choice, code, reference, text, whole } = fields;

/** From above to below. A result contributes to one of the level before it. */
export const RESULT_LEVELS = ['impact', 'outcome', 'output'] as const;

export const resultNodes = monitoringRecord({
  name: 'result-nodes',
  label: 'result',
  resource: 'MonitoringResultNode',
  description:
    'A result in the logical framework of a program. Outputs contribute to outcomes, outcomes to the impact; where nobody wrote the one above down, a result stands at the top.',
  table: 'result_node',
  fields: {
    program: program({ description: 'It stays with it' }),
    parent: reference('Contributes to', 'result-nodes', null, {
      within: ['program_id'],
      description: 'A result of the same program, one level up; nothing above an impact',
    }),
    level: choice('Level', RESULT_LEVELS, 'output', { required: true }),
    code: code('Code', 'OP-1.1'),
    title: text('Title', 500, 'Water points work within 500 m of every household', { required: true }),
    description: text('Description', 10_000, null),
    assumptions: text('Assumptions', 10_000, 'The water table stays where it is'),
    order_index: whole('Position', 0, {
      read_only: true,
      description:
        'From 0, without gaps, among those with the same parent. New ones come last; move and reorder change it',
    }),
  },
  key: ['program', 'code'],
  sorting: { by: ['order_index', 'code', 'level', 'created_at', 'updated_at'], initially: 'code' },
  search: ['code', 'title', 'description'],
  says: {
    level: ['level', `must be one of ${RESULT_LEVELS.join(', ')}`],
    root: ['parent_id', 'must be nothing above an impact'],
    parent: ['parent_id', 'must be a result of the same program, one level up'],
    program: ['program_id', 'cannot be changed'],
    cycle: [
      'parent_id',
      'would make the result contribute to itself',
      declareProblem('tree-cycle', 409, 'A result would contribute to itself'),
    ],
    activities: ['level', 'must stay output: activities work for it'],
    kept: ['id', 'results, indicators or activities belong to it; move or remove those first'],
  },
});
