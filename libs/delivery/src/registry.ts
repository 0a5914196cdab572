import { z } from 'zod';
import { boundedChannel } from './bounded-channel.js';
import type { Channel, ChannelKind, Report } from './channel.js';
import { emailKind } from './email/email-kind.js';
import { s3Kind } from './s3/s3-kind.js';
import { sftpKind } from './sftp/sftp-kind.js';
import { webhookKind } from './webhook/webhook-kind.js';

/** The configuration keys of this library, for a service to compose. */
export const deliveryConfigShape = {
  ...emailKind.config,
  ...webhookKind.config,
  ...s3Kind.config,
  ...sftpKind.config,
  /** No attempt of any channel takes longer, ms; a lease that guards an attempt must be longer or be renewed. */
  DELIVERY_ATTEMPT_MS: z.coerce.number().int().min(100).max(3_600_000).default(600_000),
} as const;

export type DeliveryConfig = Readonly<z.output<z.ZodObject<typeof deliveryConfigShape>>>;

/** One line per channel. */
const KINDS: readonly AnyKind[] = [emailKind, webhookKind, s3Kind, sftpKind];

/** A kind reads its own keys of the whole configuration. */
type AnyKind = Pick<ChannelKind, 'key'> & {
  faults(config: DeliveryConfig, report: Report): void;
  open(config: DeliveryConfig): Channel;
};

/** The names of all channels there are, configured or not. */
export const CHANNEL_KEYS: readonly string[] = KINDS.map(({ key }) => key);

/** The opened channels of this process. */
export interface Channels {
  /** Undefined = no channel has this name. */
  get(key: string): Channel | undefined;
  readonly all: readonly Channel[];
  /** Closes every channel; running attempts fail. */
  close(): Promise<void>;
}

/** Reports what the configuration lacks or contradicts, of all channels. */
export function checkDeliveryConfig(config: DeliveryConfig, report: Report): void {
  for (const kind of KINDS) kind.faults(config, report);
}

/** Opens every channel without connecting; one without configuration refuses to send. Throws when the configuration has faults. */
export function openChannels(config: DeliveryConfig): Channels {
  checkDeliveryConfig(config, (key, message) => {
    throw new Error(`${key}: ${message}`);
  });
  const channels = new Map(
    KINDS.map((kind) => [kind.key, boundedChannel(kind.open(config), config.DELIVERY_ATTEMPT_MS)]),
  );
  return {
    get: (key) => channels.get(key),
    all: [...channels.values()],
    close: async () => {
      await Promise.all([...channels.values()].map((channel) => channel.close()));
    },
  };
}
