import type { Channel } from './channel.js';
import { DeliveryError } from './delivery-error.js';

/** A channel this deployment has no configuration for: targets can be checked, nothing can be sent. */
export function closedChannel(key: string, check: Channel['check']): Channel {
  return {
    key,
    configured: false,
    check,
    send: () =>
      Promise.reject(
        new DeliveryError('channel-not-configured', false, `The channel ${key} is not configured here.`),
      ),
    close: () => Promise.resolve(),
  };
}
