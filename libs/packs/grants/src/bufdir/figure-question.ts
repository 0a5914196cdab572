import type { Json } from '@galley/dataset';
import type { ReportSpan } from './period-rules.js';
import type { HierarchyScope } from './report-data.js';

/** The parameters of the builders that read the records of a period: lines, figures and findings (`src/data/figure-parameters.ts`). */
export function figureQuestion(
  { start, end }: ReportSpan,
  hierarchy: HierarchyScope,
  schema_version: string,
): Readonly<Record<string, Json>> {
  return { date_from: start, date_to: end, hierarchy, schema_version };
}
