import type { ChannelKind } from '../channel.js';
import { WebhookChannel } from './webhook-channel.js';
import { webhookConfigShape } from './webhook-config.js';

export const webhookKind: ChannelKind<typeof webhookConfigShape> = {
  key: 'webhook',
  config: webhookConfigShape,
  faults: () => undefined,
  open: (config) => new WebhookChannel(config),
};
