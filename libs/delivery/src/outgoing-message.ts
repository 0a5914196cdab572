import type { Readable } from 'node:stream';

/** The file of a message. Its bytes are read anew in every attempt. */
export interface OutgoingFile {
  readonly name: string;
  readonly media_type: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  open(): Promise<Readable>;
}

/** Where the file can be fetched instead of being sent along. */
export interface OutgoingLink {
  readonly url: string;
  /** Instant, UTC, ISO 8601; null = it does not end. */
  readonly expires_at: string | null;
}

/** What one channel needs beyond the target; each channel says which keys it reads. */
export type DeliveryOptions = Readonly<Record<string, unknown>>;

/** One message to one target, ready to be sent: all texts are final. */
export interface OutgoingMessage {
  /** The same in every attempt (`[A-Za-z0-9._-]`, at most 100), so that a receiver can tell a repetition: seed of Message-ID, webhook-id, part of file names. */
  readonly id: string;
  /** Id of the organization it is sent for. */
  readonly organization: string;
  readonly target: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  /** A whole HTML document; null = plain text only. */
  readonly html: string | null;
  /** BCP 47. */
  readonly locale: string;
  readonly file: OutgoingFile | null;
  readonly link: OutgoingLink | null;
  /** Further headers of an e-mail or webhook. Those the channel writes itself are refused. */
  readonly headers: Readonly<Record<string, string>>;
  readonly options: DeliveryOptions;
}
