import { defineProblem } from '@galley/platform';

/** ME-15. */
export const ReportRangeType = defineProblem(
  'report-range-type',
  422,
  'The days are no range of this type of report',
);
/** ME-13: only what was published is shown to others. */
export const ReportNotPublished = defineProblem('report-not-published', 409, 'The report is not published');
/** micro-data or the renderer refused; `reason` names its code. */
export const ReportNotMade = defineProblem('report-not-made', 422, 'The report cannot be made');
