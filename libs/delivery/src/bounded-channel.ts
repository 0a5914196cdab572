import type { Channel } from './channel.js';
import { DeliveryError } from './delivery-error.js';
import { requireMessage } from './message-rules.js';

/**
 * A channel as `openChannels` hands it out: messages are judged before anything is sent, no attempt is longer than
 * `attemptMs` (a server that keeps trickling is never silent), and whatever goes wrong is a `DeliveryError`.
 */
export function boundedChannel(channel: Channel, attemptMs: number): Channel {
  return {
    key: channel.key,
    configured: channel.configured,
    check: (target, options, organization) => channel.check(target, options, organization),
    close: () => channel.close(),
    async send(message, signal) {
      requireMessage(message);
      const limit = AbortSignal.timeout(attemptMs);
      try {
        if (signal.aborted) throw new DeliveryError('cancelled', true, 'The attempt was stopped.');
        return await channel.send(message, AbortSignal.any([signal, limit]));
      } catch (error) {
        const fault = faultOf(error);
        const isLate = fault.code === 'cancelled' && limit.aborted && !signal.aborted;
        if (!isLate) throw fault;
        throw new DeliveryError('timeout', true, 'The attempt took too long.', { cause: error });
      }
    },
  };
}

function faultOf(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  return new DeliveryError('unreachable', true, 'The message could not be sent.', { cause: error });
}
