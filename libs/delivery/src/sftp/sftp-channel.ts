import type { Channel, Receipt } from '../channel.js';
import { DeliveryError } from '../delivery-error.js';
import { droppedName, mark } from '../destinations/dropped-name.js';
import { checkDestination, destinationTarget, findDestination } from '../destinations/named-destinations.js';
import { requireFile } from '../message-rules.js';
import type { DeliveryOptions, OutgoingMessage } from '../outgoing-message.js';
import type { SftpConfig } from './sftp-config.js';
import { sftpFault } from './sftp-fault.js';

/**
 * Puts files on configured SFTP servers. Target: `name` or `name:folder/`, where the name is one of DELIVERY_SFTP.
 * Options: `stamp` (see `dropped-name.ts`). One connection for each file; see `put-file.ts` for why a repetition is not seen.
 */
export class SftpChannel implements Channel {
  readonly key = 'sftp';
  readonly configured = true;
  readonly #config: SftpConfig;
  readonly #closing = new AbortController();

  constructor(config: SftpConfig) {
    this.#config = config;
  }

  check(target: string, _options?: DeliveryOptions, organization?: string): string | null {
    return checkDestination(this.#config.DELIVERY_SFTP, target, organization);
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<Receipt> {
    const { target, organization } = message;
    const { name = '', folder = '' } = destinationTarget(target) ?? {};
    const destination = findDestination(this.#config.DELIVERY_SFTP, name, organization);
    if (!destination) {
      const fault = this.check(target, message.options, organization) ?? 'The destination is not known.';
      throw new DeliveryError('target-invalid', false, fault);
    }
    const file = requireFile(message);
    const place = { root: destination.folder, folder, name: droppedName(message), mark: mark(message) };
    const end = AbortSignal.any([signal, this.#closing.signal]);
    try {
      // Loaded when first needed: most deployments have no SFTP destination.
      const [{ openSession }, { putFile }] = await Promise.all([
        import('./sftp-session.js'),
        import('./put-file.js'),
      ]);
      const session = await openSession(destination, this.#config.DELIVERY_SFTP_TIMEOUT_MS, end);
      try {
        const work = putFile(session.sftp, place, file);
        // When the connection is lost, the work fails as well, later or never.
        work.catch(() => undefined);
        const { path, wasThere } = await Promise.race([work, session.lost]);
        return { id: path, ...(wasThere && { detail: 'There since an earlier attempt.' }) };
      } finally {
        session.end();
      }
    } catch (error) {
      if (end.aborted)
        throw new DeliveryError('cancelled', true, 'The attempt was stopped.', { cause: error });
      throw sftpFault(error);
    }
  }

  close(): Promise<void> {
    this.#closing.abort();
    return Promise.resolve();
  }
}
