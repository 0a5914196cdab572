import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const DAY_MS = 86_400_000;
const OID = {
  commonName: [0x55, 0x04, 0x03],
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
  subjectAltName: [0x55, 0x1d, 0x11],
  basicConstraints: [0x55, 0x1d, 0x13],
} as const;

/**
 * A certificate for 127.0.0.1 that nobody knows, made anew: `caFile` in the folder is its own authority. Written in DER
 * here (RFC 5280), because Node makes none and a machine need not have openssl.
 */
export async function certificateIn(folder: string): Promise<{ key: Buffer; cert: Buffer; caFile: string }> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(oid('commonName'), der(0x0c, Buffer.from('galley-test')))));
  const algorithm = sequence(oid('ecdsaWithSha256'));
  const now = Date.now();
  const loopback = sequence(der(0x87, Buffer.from([127, 0, 0, 1])));
  const isAuthority = sequence(der(0x01, Buffer.from([0xff])));
  const content = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    sequence(time(now - DAY_MS), time(now + DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      sequence(
        sequence(oid('subjectAltName'), der(0x04, loopback)),
        sequence(oid('basicConstraints'), der(0x04, isAuthority)),
      ),
    ),
  );
  const signature = sign('sha256', content, privateKey);
  const bytes = sequence(content, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = bytes.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  const cert = Buffer.from(`-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`);
  const caFile = join(folder, 'cert.pem');
  await writeFile(caFile, cert);
  return { key: Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })), cert, caFile };
}

/** Tag, length, content. */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = Buffer.from(length < 0x100 ? [length] : [length >> 8, length & 0xff]);
  return Buffer.concat([Buffer.from([tag, 0x80 | size.length]), size, content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const integer = (bytes: Buffer): Buffer => der(0x02, bytes);
const oid = (name: keyof typeof OID): Buffer => der(0x06, Buffer.from(OID[name]));

/** `YYMMDDHHMMSSZ`. */
function time(instant: number): Buffer {
  return der(0x17, Buffer.from(`${new Date(instant).toISOString().replaceAll(/\D/g, '').slice(2, 14)}Z`));
}
