import { S3ServiceException } from '@aws-sdk/client-s3';
import { DeliveryError } from '../delivery-error.js';
import { fileFault } from '../open-file.js';
import { StorageError } from '@galley/storage';

/** Statuses below 500 that ask to come back. */
const COME_BACK = new Set([408, 409, 425, 429]);

/**
 * What a failure of an object store means. Refused credentials and a missing bucket are for the operator to mend, so
 * those files wait; silence and answers of 500 and above say nothing about the file.
 */
export function s3Fault(error: unknown, isCancelled: boolean): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof StorageError) return fileFault(error);
  if (isCancelled) return new DeliveryError('cancelled', true, 'The attempt was stopped.', { cause: error });
  const name = error instanceof Error ? error.name : '';
  const status = statusOf(error);
  const options = { cause: error };
  if (status === undefined) {
    return name === 'TimeoutError'
      ? new DeliveryError('timeout', true, 'The object store did not answer in time.', options)
      : new DeliveryError('unreachable', true, 'The object store could not be reached.', options);
  }
  const said = `The object store answered ${status} (${name.replace(/[^A-Za-z]/g, '') || 'unknown'}).`;
  if (status === 401 || status === 403) return new DeliveryError('unauthorized', true, said, options);
  if (status === 404) return new DeliveryError('refused', true, `${said} Is the bucket there?`, options);
  const canRetry = status >= 500 || COME_BACK.has(status) || status < 400;
  return new DeliveryError(canRetry ? 'deferred' : 'refused', canRetry, said, options);
}

export function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
