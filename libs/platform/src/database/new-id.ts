import { randomBytes } from 'node:crypto';

/**
 * A UUID of version 7 (RFC 9562): its first 48 bits are the time in milliseconds, so new rows stand side by side in an
 * index. For rows that are inserted in SQL; the client's own inserts make theirs the same way.
 */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
