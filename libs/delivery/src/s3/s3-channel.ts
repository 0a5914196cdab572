import type { Channel, Receipt } from '../channel.js';
import { DeliveryError } from '../delivery-error.js';
import { droppedName } from '../destinations/dropped-name.js';
import { checkDestination, destinationTarget, findDestination } from '../destinations/named-destinations.js';
import { requireFile } from '../message-rules.js';
import type { DeliveryOptions, OutgoingMessage } from '../outgoing-message.js';
import type { S3Bucket } from './s3-bucket.js';
import type { S3Config } from './s3-config.js';

/**
 * Puts files into configured buckets. Target: `name` or `name:folder/`, where the name is one of DELIVERY_S3. Options:
 * `stamp` (see `dropped-name.ts`). The key is the same in every attempt, so a file is there once, however often it is sent.
 */
export class S3Channel implements Channel {
  readonly key = 's3';
  readonly configured = true;
  readonly #config: S3Config;
  readonly #closing = new AbortController();
  readonly #buckets = new Map<string, Promise<S3Bucket>>();

  constructor(config: S3Config) {
    this.#config = config;
  }

  check(target: string, _options?: DeliveryOptions, organization?: string): string | null {
    return checkDestination(this.#config.DELIVERY_S3, target, organization);
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<Receipt> {
    const { target, organization } = message;
    const fault = this.check(target, message.options, organization);
    if (fault !== null) throw new DeliveryError('target-invalid', false, fault);
    const file = requireFile(message);
    const { name = '', folder = '' } = destinationTarget(target) ?? {};
    const prefix = findDestination(this.#config.DELIVERY_S3, name)?.prefix ?? '';
    const bucket = await this.#bucket(name);
    const end = AbortSignal.any([signal, this.#closing.signal]);
    return bucket.put(`${prefix}${folder}${droppedName(message)}`, file, end);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    for (const bucket of this.#buckets.values()) (await bucket).close();
    this.#buckets.clear();
  }

  #bucket(name: string): Promise<S3Bucket> {
    let bucket = this.#buckets.get(name);
    if (!bucket) this.#buckets.set(name, (bucket = this.#open(name)));
    return bucket;
  }

  async #open(name: string): Promise<S3Bucket> {
    const destination = findDestination(this.#config.DELIVERY_S3, name);
    if (!destination)
      throw new DeliveryError('target-invalid', false, `There is no destination called ${name}.`);
    // The SDK is tens of megabytes of memory, which a service without such destinations need not have.
    const { S3Bucket } = await import('./s3-bucket.js');
    return new S3Bucket(destination, this.#config.DELIVERY_S3_TIMEOUT_MS);
  }
}
