import { defineProblem } from '@galley/platform';

export const FileExpired = defineProblem('file-expired', 410, 'The file has expired');
/** The row is there, the file is not: somebody removed it behind our back. */
export const FileMissing = defineProblem('file-missing', 410, 'The file is no longer in the archive');
export const RangeNotSatisfiable = defineProblem(
  'range-not-satisfiable',
  416,
  'The range is not in the file',
);
