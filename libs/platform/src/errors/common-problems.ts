import { defineProblem } from './define-problem.js';

/** Problems that any route may answer. */
export const Malformed = defineProblem('malformed-request', 400, 'The request cannot be read');
export const Unauthenticated = defineProblem('unauthenticated', 401, 'No valid credentials');
export const Forbidden = defineProblem('forbidden', 403, 'Not allowed');
/** What a second person may have to approve is not shown beforehand. */
export const ExportNeedsRequest = defineProblem(
  'export-needs-request',
  403,
  'Data of this kind leaves through an export request',
);
/** Absent and not-yours are the same answer. */
export const NotFound = defineProblem('not-found', 404, 'Not found');
export const Conflict = defineProblem('conflict', 409, 'State conflict');
export const PreconditionFailed = defineProblem('precondition-failed', 412, 'The resource has changed');
export const BodyTooLarge = defineProblem('body-too-large', 413, 'The request body is too large');
export const Invalid = defineProblem('invalid', 422, 'The request is not valid');
export const IdempotencyKeyReuse = defineProblem(
  'idempotency-key-reuse',
  422,
  'The Idempotency-Key was used with another request',
);
export const TooManyRequests = defineProblem('too-many-requests', 429, 'Too many requests');
export const Internal = defineProblem('internal', 500, 'Something went wrong on our side');
export const Unavailable = defineProblem('unavailable', 503, 'A service we depend on is down');
export const Gone = defineProblem('gone', 410, 'No longer here');
export const PreconditionRequired = defineProblem('precondition-required', 428, 'A condition is required');
export const MethodNotAllowed = defineProblem('method-not-allowed', 405, 'The method is not allowed here');
export const NotAcceptable = defineProblem('not-acceptable', 406, 'No acceptable form of the answer');
export const UriTooLong = defineProblem('uri-too-long', 414, 'The address is too long');
export const UnsupportedMediaType = defineProblem(
  'unsupported-media-type',
  415,
  'The body type is not supported',
);
export const RequestTimeout = defineProblem('request-timeout', 408, 'The request took too long to arrive');
export const NotReady = defineProblem('not-ready', 503, 'The service is not ready');
