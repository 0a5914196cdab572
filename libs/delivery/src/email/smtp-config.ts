import { z } from 'zod';
import type { Report } from '../channel.js';
import { namedAddress } from './email-address.js';

const milliseconds = (fallback: number) => z.coerce.number().int().min(100).max(3_600_000).default(fallback);

/** Without SMTP_URL the channel `email` is closed. */
export const smtpConfigShape = {
  /** The mail server: `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp(s):// URL' }).optional(),
  /** Who mails come from: `Reports <reports@example.org>`. Its domain ends every Message-ID, so it should not change. */
  SMTP_FROM: z
    .string()
    .refine((text) => namedAddress(text) !== null, 'must be one address: Name <name@example.org>')
    .optional(),
  /** Over `smtp://`: `required` = STARTTLS or nothing, `preferred` = where offered, `off` = never. Credentials never travel openly. */
  SMTP_TLS: z.enum(['required', 'preferred', 'off']).default('required'),
  /** PEM file of the authority behind the server's certificate, where the system does not know it. */
  SMTP_CA_FILE: z.string().optional(),
  /** Connections kept open to the mail server, per process. */
  SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(50).default(3),
  /** How long connecting may take, and silence of the server after that, ms. */
  SMTP_TIMEOUT_MS: milliseconds(30_000),
} as const;

export type SmtpConfig = z.output<z.ZodObject<typeof smtpConfigShape>>;

/** Reports what the mail server's configuration lacks or contradicts. */
export function checkSmtpConfig({ SMTP_URL, SMTP_FROM, SMTP_TLS }: SmtpConfig, report: Report): void {
  if (!SMTP_URL) {
    if (SMTP_FROM) report('SMTP_URL', 'is required beside SMTP_FROM');
    return;
  }
  if (!SMTP_FROM) report('SMTP_FROM', 'is required beside SMTP_URL');
  const url = new URL(SMTP_URL);
  if (url.hostname === '') report('SMTP_URL', 'must name a host');
  if (url.search || url.hash || !['', '/'].includes(url.pathname)) {
    report('SMTP_URL', 'must be user, password, host and port only; the rest has keys of its own');
  }
  if (url.username !== '' && url.protocol === 'smtp:' && SMTP_TLS !== 'required') {
    report('SMTP_TLS', 'must be required where SMTP_URL has credentials');
  }
}
