import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import ssh2, { type SFTPWrapper } from 'ssh2';
import { DeliveryError } from '../delivery-error.js';
import type { SftpDestination } from './sftp-config.js';
import { connectionFault } from './sftp-fault.js';

/** One connection to an SFTP server, for one file. */
export interface SftpSession {
  readonly sftp: SFTPWrapper;
  /** Rejects when the connection ends before `end` is called; never resolves. */
  readonly lost: Promise<never>;
  end(): void;
}

/**
 * Signs in at a destination. Throws `untrusted` when the server's key is not the configured one; then no credentials
 * have been sent. An aborted signal ends the connection.
 */
export async function openSession(
  destination: SftpDestination,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<SftpSession> {
  const { host, port, user: username, password, passphrase } = destination;
  const privateKey = destination.private_key ?? (await keyOf(destination.private_key_file));
  const client = new ssh2.Client();
  let isTrusted = true;
  let lose: (fault: DeliveryError) => void = () => undefined;
  const lost = new Promise<never>((_resolve, reject) => {
    lose = reject;
  });
  // Whoever waits for something races with it; nobody need be waiting when it ends.
  lost.catch(() => undefined);
  const stop = () => {
    lose(new DeliveryError('cancelled', true, 'The attempt was stopped.'));
    client.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  client.on('error', (error) => lose(connectionFault(error, isTrusted)));
  client.on('close', () => lose(connectionFault(new Error('The connection was closed.'), isTrusted)));
  const ready = new Promise<void>((resolve) => client.once('ready', resolve));
  const end = () => {
    signal.removeEventListener('abort', stop);
    client.end();
  };
  try {
    signal.throwIfAborted();
    client.connect({
      host,
      port,
      username,
      ...(password !== undefined && { password }),
      ...(privateKey !== undefined && { privateKey }),
      ...(passphrase !== undefined && { passphrase }),
      hostVerifier: (key: Buffer) => (isTrusted = isKnown(key, destination.host_key)),
      readyTimeout: timeoutMs,
      keepaliveInterval: Math.ceil(timeoutMs / 3),
      keepaliveCountMax: 3,
    });
    await Promise.race([ready, lost]);
    const sftp = await Promise.race([call<SFTPWrapper>((done) => client.sftp(done)), lost]);
    return { sftp, lost, end };
  } catch (error) {
    end();
    throw error;
  }
}

/** A call of ssh2 as a promise. */
export function call<Value>(
  run: (done: (error: Error | null | undefined, value: Value) => void) => void,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    run((error, value) => (error ? reject(error) : resolve(value)));
  });
}

function isKnown(key: Buffer, fingerprints: readonly string[]): boolean {
  const fingerprint = createHash('sha256').update(key).digest('base64').replace(/=+$/, '');
  return fingerprints.includes(`SHA256:${fingerprint}`);
}

async function keyOf(path: string | undefined): Promise<Buffer | undefined> {
  if (path === undefined) return undefined;
  return readFile(path).catch((cause: unknown) => {
    throw new DeliveryError('unauthorized', true, 'The private key of the destination cannot be read.', {
      cause,
    });
  });
}
