import { defineProblem } from '@galley/platform';

export const SourceNotFound = defineProblem('source-not-found', 404, 'No such dataset source');
/** The source names an object that the business unit does not have, or has of another kind. */
export const BindingDrift = defineProblem('binding-drift', 409, 'The source and the database disagree');
export const BuRequired = defineProblem('bu-required', 400, 'Business units are required');
export const ParameterMissing = defineProblem('parameter-missing', 422, 'A parameter is missing');
export const ParameterInvalid = defineProblem('parameter-invalid', 422, 'A parameter is not valid');
export const UnknownFilter = defineProblem('unknown-filter', 422, 'The source has no such filter');
export const FilterInvalid = defineProblem('filter-invalid', 422, 'A filter is not valid');
/** Columns, order, groups or totals that the source cannot give. */
export const DatasetRequestInvalid = defineProblem(
  'dataset-request-invalid',
  422,
  'The dataset request is not valid',
);
/** Business units of one request hold columns of the same name and different types. */
export const ColumnConflict = defineProblem('column-conflict', 422, 'Columns of business units contradict');
export const TooManyRows = defineProblem('too-many-rows', 422, 'More rows than the source allows');
export const QueryTimeout = defineProblem('query-timeout', 504, 'The query took too long');
export const SourceUnavailable = defineProblem('source-unavailable', 503, 'The data source is not reachable');
/** The bound object itself failed: a division by zero, a missing right, an attempt to write. */
export const SourceFailed = defineProblem('source-failed', 422, 'The source failed');
