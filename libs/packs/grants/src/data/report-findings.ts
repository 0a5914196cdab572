import { sql } from '@galley/dataset';
import { figureBuilder } from './figure-builder.js';
import { FIGURE_PARAMS, figureArguments } from './figure-parameters.js';

/** What the records of a period lack (`Finding`). */
export const reportFindings = figureBuilder({
  name: 'report_findings',
  label: 'Bufdir: what a period lacks',
  params: FIGURE_PARAMS,
  columns: { code: 'Code', severity: 'Severity', affected_count: 'How many', subject: 'What' },
  build: (context) => sql`
    select f.code, f.severity, f.affected_count, f.subject from grants.report_findings(${figureArguments(context)}) f`,
});
