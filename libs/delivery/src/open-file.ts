import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { StorageError, verifyBytes } from '@galley/storage';
import { DeliveryError } from './delivery-error.js';
import type { OutgoingFile } from './outgoing-message.js';

/**
 * The bytes of a file, which end as an error (`file-damaged`) unless size and hash are as stated: the last chunk is
 * held back until they are known to be, so no receiver holds a damaged file that looks whole.
 * Throws `file-unavailable` when it cannot be opened.
 */
export async function openFile(file: OutgoingFile): Promise<Readable> {
  let source: Readable;
  try {
    source = await file.open();
  } catch (error) {
    throw fileFault(error);
  }
  // The reader hears of what goes wrong from the verified stream; the callback only keeps it from being unhandled.
  return pipeline(source, verifyBytes(file), () => undefined);
}

/** What a failure of the file itself means for the attempt. */
export function fileFault(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const reason = error instanceof StorageError ? error.reason : 'unavailable';
  if (reason === 'damaged') {
    return new DeliveryError('file-damaged', false, 'The stored file is not the one that was made.', {
      cause: error,
    });
  }
  const isGone = reason === 'missing' || reason === 'invalid-key';
  const detail = isGone ? 'The file is no longer kept.' : 'The file could not be read from the store.';
  return new DeliveryError('file-unavailable', !isGone, detail, { cause: error });
}
