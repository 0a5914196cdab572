import { defineProblem } from '@galley/platform';

export const FileExpired = defineProblem('file-expired', 410, 'The file has expired');
/** It is in the archive, or on its way there. */
export const ArchivedRestoreRequired = defineProblem(
  'archived-restore-required',
  409,
  'The file is in the archive and must be restored first',
);
export const LegalHold = defineProblem('legal-hold', 409, 'The file is under a legal hold');
export const ArchiveStateConflict = defineProblem(
  'archive-state',
  409,
  'The file is not where this needs it to be',
);
/** The row is there, the file is not: somebody removed it behind our back. */
export const FileMissing = defineProblem('file-missing', 410, 'The file is no longer in the archive');
/** The bytes no longer have the recorded hash. */
export const FileDamaged = defineProblem('file-damaged', 500, 'The stored file is damaged');
export const RangeNotSatisfiable = defineProblem(
  'range-not-satisfiable',
  416,
  'The range is not in the file',
);
