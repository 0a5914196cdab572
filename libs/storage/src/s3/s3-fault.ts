import { S3ServiceException } from '@aws-sdk/client-s3';
import { StorageError } from '../storage-error.js';

/** What an answer of the object store means; everything that is not clearly about the file is `unavailable`. */
export function s3Fault(error: unknown, key: string): StorageError {
  if (error instanceof StorageError) return error;
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  const name = error instanceof Error ? error.name : '';
  if (status === 404 && name !== 'NoSuchBucket') {
    return new StorageError('missing', `${key} is not stored.`, { cause: error });
  }
  if (status === 412 || name === 'ConditionalRequestConflict') {
    return new StorageError('exists', `${key} is stored already.`, { cause: error });
  }
  return new StorageError('unavailable', `The object store failed (${name || 'unknown'}).`, { cause: error });
}

/** The store knows the request but not this part of the protocol. */
export function isNotImplemented(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 501;
}
