import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { safeFileName } from '@galley/storage';
import type { SendMailOptions, Transporter } from 'nodemailer';
import type { Channel, Receipt } from '../channel.js';
import { DeliveryError } from '../delivery-error.js';
import { invalid, refuseOwnHeaders } from '../message-rules.js';
import { isOneLine, shortLine } from '../one-line.js';
import { openFile } from '../open-file.js';
import type { DeliveryOptions, OutgoingFile, OutgoingMessage } from '../outgoing-message.js';
import { emailAddress, namedAddress, type NamedAddress } from './email-address.js';
import { smtpFault } from './smtp-fault.js';
import type { SmtpConfig } from './smtp-config.js';

/** Headers that say who, to whom, when and how: written here, or by what carries the mail. */
const OWN_HEADERS =
  /^(from|to|cc|bcc|sender|reply-to|subject|date|message-id|mime-version|auto-submitted|return-path|received|content-.*|resent-.*|dkim-.*|arc-.*|authentication-results|disposition-notification-to|return-receipt-to)$/i;

const MAX_NAME = 200;

/**
 * Mails over one SMTP server. Target: one address. Options: `name` of the recipient, `reply_to` address.
 * Message-ID is `<id@domain of SMTP_FROM>`, the same in every attempt; one mail goes to one recipient.
 * See `smtp-fault.ts` for what may arrive twice.
 */
export class EmailChannel implements Channel {
  readonly key = 'email';
  readonly configured = true;
  readonly #config: SmtpConfig & { readonly SMTP_URL: string };
  readonly #from: NamedAddress;
  #pool: Promise<Transporter> | null = null;

  constructor(config: SmtpConfig & { readonly SMTP_URL: string }, from: NamedAddress) {
    this.#config = config;
    this.#from = from;
  }

  check(target: string, options?: DeliveryOptions): string | null {
    return checkRecipient(target, options);
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<Receipt> {
    const fault = checkRecipient(message.target, message.options);
    if (fault !== null) throw new DeliveryError('target-invalid', false, fault);
    refuseOwnHeaders(message.headers, OWN_HEADERS);
    const pool = await this.#open();
    const content = message.file && (await openFile(message.file));
    const passage: Passage = { isOver: false };
    try {
      const mail = { ...this.#mailOf(message, content), signal, passage };
      const { response, messageId } = (await pool.sendMail(mail)) as { response: string; messageId: string };
      return { id: messageId, detail: shortLine(response) };
    } catch (error) {
      throw smtpFault(error, passage.isOver);
    } finally {
      content?.destroy();
    }
  }

  async close(): Promise<void> {
    const pool = await this.#pool;
    (pool as { close(options: { force: boolean }): void } | null)?.close({ force: true });
  }

  /** A pool that could not be opened is tried again: the file of the authority may be put in place later. */
  #open(): Promise<Transporter> {
    return (this.#pool ??= openPool(this.#config).catch((cause: unknown) => {
      this.#pool = null;
      throw new DeliveryError('untrusted', true, 'The connection to the mail server cannot be set up.', {
        cause,
      });
    }));
  }

  #mailOf(message: OutgoingMessage, content: Readable | null): SendMailOptions {
    const { id, target, file, html } = message;
    const { name = '', reply_to: replyTo } = message.options as { name?: string; reply_to?: string };
    const to = emailAddress(target) ?? '';
    return {
      from: this.#from,
      to: { name, address: to },
      ...(replyTo && { replyTo: { name: '', address: emailAddress(replyTo) ?? '' } }),
      // The size lets a server refuse a mail that is too large before it travels.
      envelope: { from: this.#from.address, to, size: sizeOnTheWay(message) },
      subject: message.subject,
      text: message.text,
      ...(html !== null && { html }),
      messageId: `<${id}@${this.#from.address.split('@')[1] ?? ''}>`,
      headers: {
        ...message.headers,
        // RFC 3834: no vacation notes in return; the second is what Exchange reads.
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'Content-Language': message.locale.replace(/[^A-Za-z0-9-]/g, ''),
      },
      attachments: file && content ? [attachmentOf(file, content)] : [],
      // What a mail is made of is handed in; it never reads files or addresses by itself.
      disableFileAccess: true,
      disableUrlAccess: true,
      xMailer: false,
    };
  }
}

type Attachment = NonNullable<SendMailOptions['attachments']>[number];

function attachmentOf(file: OutgoingFile, content: Readable): Attachment {
  const filename = safeFileName(file.name);
  return { filename, content, contentType: file.media_type, contentTransferEncoding: 'base64' };
}

/** Bytes of the whole mail, a little more rather than less: base64 in lines of 76, and headers. */
function sizeOnTheWay({ file, text, html }: OutgoingMessage): number {
  const texts = Buffer.byteLength(text) + Buffer.byteLength(html ?? '');
  return 4096 + Math.ceil(((file?.size ?? 0) + texts) * (4 / 3) * (78 / 76));
}

/** Why no mail can go to this recipient; null = it can. */
export function checkRecipient(target: string, options: DeliveryOptions = {}): string | null {
  if (emailAddress(target) === null) return 'The target must be one e-mail address, without name or comment.';
  const { name = '', reply_to: replyTo } = options;
  if (typeof name !== 'string' || !isOneLine(name) || name.length > MAX_NAME) {
    return `The recipient's name must be one line of at most ${MAX_NAME} characters.`;
  }
  if (replyTo !== undefined && (typeof replyTo !== 'string' || emailAddress(replyTo) === null)) {
    return 'reply_to must be one e-mail address.';
  }
  return null;
}

/** Whether the last byte of a mail has gone by; travels with the mail to where its stream is made. */
interface Passage {
  isOver: boolean;
}

async function openPool(config: SmtpConfig & { readonly SMTP_URL: string }): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const url = new URL(config.SMTP_URL);
  const isTls = url.protocol === 'smtps:';
  const timeout = config.SMTP_TIMEOUT_MS;
  const pool = createTransport({
    pool: true,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isTls ? 465 : 587),
    secure: isTls,
    requireTLS: !isTls && config.SMTP_TLS === 'required',
    ignoreTLS: !isTls && config.SMTP_TLS === 'off',
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    tls: {
      minVersion: 'TLSv1.2',
      ...(config.SMTP_CA_FILE && { ca: readFileSync(config.SMTP_CA_FILE) }),
    },
    maxConnections: config.SMTP_CONNECTIONS,
    // A kept connection that the server has closed meanwhile costs no attempt; nothing of the mail was sent over it.
    maxRequeues: 1,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    dnsTimeout: timeout,
    socketTimeout: timeout,
    idleTimeout: 60_000,
  } as Parameters<typeof createTransport>[0]) as Transporter;
  pool.use('stream', (mail, done) => {
    const { passage } = mail.data as { passage?: Passage };
    if (passage) mail.message.processFunc((bytes) => Readable.from(watchEnd(bytes, passage)));
    done();
  });
  return pool;
}

/**
 * Notes when the last byte of a mail has been asked for, which the connection does only after the server has agreed to
 * take it: from then on a broken connection leaves the outcome open.
 */
async function* watchEnd(mail: AsyncIterable<Buffer>, passage: Passage): AsyncGenerator<Buffer> {
  yield* mail;
  passage.isOver = true;
}

/** What the channel's configuration says of the sender. */
export function senderOf(config: SmtpConfig): NamedAddress {
  const from = namedAddress(config.SMTP_FROM ?? '');
  if (!from) throw invalid('SMTP_FROM is not one address.');
  return from;
}
