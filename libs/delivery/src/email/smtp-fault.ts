import { DeliveryError } from '../delivery-error.js';
import { shortLine } from '../one-line.js';
import { fileFault } from '../open-file.js';

/** What nodemailer adds to its errors. */
interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** Replies about a message being too large: RFC 5321 and the classes of RFC 3463. */
const TOO_LARGE = /^(552|523)\b|^\d{3}[ -]5\.(2\.3|3\.4)\b/;
const TRUST = /^(ETLS|EREQUIRETLS)$/;

/**
 * What a failed attempt means. RFC 5321: replies of 500 and above are final, those of 400 ask to come back, and a
 * server that cannot be reached says nothing about the mail. Refused credentials are ours to mend, so those mails wait.
 *
 * The rule for a server that drops after accepting: SMTP has no way to ask whether a mail whose last byte was handed
 * over has been taken. Not sending again would lose mails, so the attempt fails with `outcome-unknown` and is repeated
 * with the SAME Message-ID, by which mail systems and readers recognise the duplicate. Each such attempt makes at most
 * one, and the number of attempts bounds them. A connection that breaks before the last byte makes none: without the
 * closing dot the server must discard what it has.
 */
export function smtpFault(error: unknown, wasHandedOver: boolean): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { code = '', command = '', response = '', responseCode = 0 } = error as SmtpError;
  const options = { cause: error };
  if (isDistrust(error as SmtpError)) {
    return new DeliveryError(
      'untrusted',
      true,
      'No trusted encrypted connection to the mail server.',
      options,
    );
  }
  if (responseCode >= 400) return replyFault({ code, command, response, responseCode }, options);
  if (code === 'ESTREAM') return fileFault(error);
  if (code === 'EABORT' && !wasHandedOver) {
    return new DeliveryError('cancelled', true, 'The attempt was stopped before the mail was sent.', options);
  }
  if (wasHandedOver) {
    const detail = 'The mail server took the mail but the connection ended before it answered.';
    return new DeliveryError('outcome-unknown', true, detail, options);
  }
  if (code === 'EMESSAGE')
    return new DeliveryError('too-large', false, 'The mail server takes no mail of this size.', options);
  if (code === 'EENVELOPE') {
    return new DeliveryError('target-invalid', false, 'The mail server cannot take this address.', options);
  }
  if (code === 'EAUTH' || code === 'ENOAUTH') {
    return new DeliveryError('unauthorized', true, 'Signing in at the mail server failed.', options);
  }
  if (code === 'ETIMEDOUT') {
    return new DeliveryError('timeout', true, 'The mail server did not answer in time.', options);
  }
  return new DeliveryError('unreachable', true, 'The mail server could not be reached.', options);
}

function isDistrust({ code = '', message }: SmtpError): boolean {
  return TRUST.test(code) || /certificate|self[- ]signed|altnames/i.test(message);
}

type Reply = Required<Pick<SmtpError, 'code' | 'command' | 'response' | 'responseCode'>>;

function replyFault({ code, command, response, responseCode }: Reply, options: ErrorOptions): DeliveryError {
  const said = shortLine(response);
  if (code === 'EAUTH') {
    return new DeliveryError('unauthorized', true, 'The mail server refused our credentials.', options);
  }
  if (responseCode < 500) {
    return new DeliveryError('deferred', true, `The mail server asked to come back: ${said}`, options);
  }
  if (TOO_LARGE.test(response)) {
    return new DeliveryError('too-large', false, `The mail is too large for the server: ${said}`, options);
  }
  if (command === 'RCPT TO') {
    return new DeliveryError(
      'recipient-refused',
      false,
      `The mail server refused the recipient: ${said}`,
      options,
    );
  }
  // A server that refuses to talk at all (554 as greeting) says nothing about this mail.
  const isAboutMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (!isAboutMail) {
    return new DeliveryError('unreachable', true, `The mail server ended the conversation: ${said}`, options);
  }
  return new DeliveryError('refused', false, `The mail server refused the mail: ${said}`, options);
}
