import { z } from 'zod';
import { namedDestinations, organizations } from '../destinations/named-destinations.js';

/** As `ssh-keygen -lf` prints it. */
const fingerprint = z
  .string()
  .regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, 'must be SHA256:… as ssh-keygen -lf prints it')
  .transform((text) => text.replace(/=$/, ''));

const sftpDestination = z
  .strictObject({
    host: z.string().min(1).max(253),
    port: z.number().int().min(1).max(65_535).default(22),
    user: z.string().min(1),
    password: z.string().optional(),
    /** PEM or OpenSSH text of a private key. */
    private_key: z.string().optional(),
    private_key_file: z.string().optional(),
    passphrase: z.string().optional(),
    /** The server's key; several while it is being changed. A server with another one is not talked to. */
    host_key: z.union([fingerprint.transform((one) => [one]), z.array(fingerprint).min(1)]),
    /** Folder under which everything is put, as the server names it; empty = where the login leads. It must exist. */
    folder: z
      .string()
      .max(500)
      .regex(/^[^\p{Cc}\\]*$/u, 'must be a path')
      .default(''),
    organizations,
  })
  .refine(
    ({ password, private_key: key, private_key_file: file }) =>
      [password, key, file].filter((one) => one !== undefined).length === 1,
    'needs exactly one of password, private_key and private_key_file',
  );

export type SftpDestination = z.output<typeof sftpDestination>;

/** Without destinations the channel `sftp` is closed. */
export const sftpConfigShape = {
  /** Servers to put files on, as JSON by name: `{"bank": {"host": "sftp.example.org", "user": "galley", "private_key_file": …, "host_key": "SHA256:…", "folder": "in"}}`. */
  DELIVERY_SFTP: namedDestinations(sftpDestination),
  /** How long connecting may take, and silence of the server after that, ms. */
  DELIVERY_SFTP_TIMEOUT_MS: z.coerce.number().int().min(100).max(3_600_000).default(30_000),
} as const;

export type SftpConfig = z.output<z.ZodObject<typeof sftpConfigShape>>;
