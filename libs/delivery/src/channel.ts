import type { z } from 'zod';
import type { DeliveryOptions, OutgoingMessage } from './outgoing-message.js';

/** What the receiving side answered; both parts are safe to keep and to show. */
export interface Receipt {
  /** The receiver's own name for what it took: a Message-ID, an object key, a path. */
  readonly id?: string;
  readonly detail?: string;
}

/**
 * One way out. `send` may be called again with the same message: a channel keeps repetitions recognisable, and where it
 * can (`s3`, `sftp`) invisible. Failures are `DeliveryError`s, which say whether another attempt can help.
 */
export interface Channel {
  /** `email`, `webhook`, `s3`, `sftp`. */
  readonly key: string;
  /** False = this deployment has no configuration for it; `send` refuses with `channel-not-configured`. */
  readonly configured: boolean;
  /**
   * Why nothing can be sent to a target of this form, as a sentence that can be shown; null = it can. No network is asked.
   * With an organization, destinations kept for others are as unknown as those that do not exist.
   */
  check(target: string, options?: DeliveryOptions, organization?: string): string | null;
  /** Resolves when the receiver has accepted the whole message. An aborted signal ends the attempt with code `cancelled`. */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<Receipt>;
  /** Closes what is kept open between messages; running attempts fail. */
  close(): Promise<void>;
}

/** Reports one fault of the configuration. */
export type Report = (key: string, message: string) => void;

/** One kind of channel. A new one is a folder that exports this and one line in `registry.ts`. */
export interface ChannelKind<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly key: string;
  /** The configuration keys of this kind alone; all are optional or have a default. */
  readonly config: Shape;
  /** Reports what is missing or contradictory. */
  faults(config: z.output<z.ZodObject<Shape>>, report: Report): void;
  /** Opens the channel without connecting; loads on first use what only this kind needs. */
  open(config: z.output<z.ZodObject<Shape>>): Channel;
}
