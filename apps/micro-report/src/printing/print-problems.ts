import { defineProblem } from '@galley/platform';

export const NoPrintMapping = defineProblem('no-print-mapping', 404, 'Nothing prints this document here');
export const DocumentTypeUnknown = defineProblem(
  'document-type-unknown',
  400,
  'There is no such type of document',
);
export const DocumentTypeTaken = defineProblem(
  'document-type-taken',
  409,
  'The type of document is there already',
);
export const DocumentNotFound = defineProblem('document-not-found', 404, 'There is no such document');
/** micro-data or the renderer refused; `reason` names its code. */
export const PrintFailed = defineProblem('print-failed', 422, 'The document cannot be printed');
