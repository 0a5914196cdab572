import { StorageError } from '@galley/storage';
import { DeliveryError } from '../delivery-error.js';
import { fileFault } from '../open-file.js';

/** Status codes of the SFTP protocol, version 3. */
const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;
const FAILURE = 4;

/**
 * What an answer of an SFTP server to one of our requests means. A folder that is not there or may not be written is
 * refused for good; what else goes wrong says nothing about the file.
 */
export function sftpFault(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof StorageError) return fileFault(error);
  const options = { cause: error };
  const { code } = error as { code?: unknown };
  if (code === PERMISSION_DENIED) {
    return new DeliveryError('refused', false, 'The SFTP server does not let us write there.', options);
  }
  if (code === NO_SUCH_FILE) {
    return new DeliveryError('refused', false, 'The folder is not on the SFTP server.', options);
  }
  if (code === FAILURE) {
    return new DeliveryError('deferred', true, 'The SFTP server could not write the file.', options);
  }
  return new DeliveryError('unreachable', true, 'The connection to the SFTP server was lost.', options);
}

/**
 * What the end of a connection means. Refused credentials are ours to mend, so those files wait; a server with a foreign
 * key may be somebody in between, so nobody comes back by himself.
 */
export function connectionFault(error: unknown, isTrusted: boolean): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const options = { cause: error };
  const { level, message } = error as { level?: string; message?: string };
  if (!isTrusted) {
    return new DeliveryError('untrusted', false, "The SFTP server's key is not the configured one.", options);
  }
  if (level === 'client-authentication') {
    return new DeliveryError('unauthorized', true, 'The SFTP server refused our credentials.', options);
  }
  if (level === 'client-timeout' || /timeout/i.test(message ?? '')) {
    return new DeliveryError('timeout', true, 'The SFTP server did not answer in time.', options);
  }
  return new DeliveryError('unreachable', true, 'The connection to the SFTP server failed.', options);
}
