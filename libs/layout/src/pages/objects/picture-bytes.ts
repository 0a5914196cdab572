import type { Value } from '../../expressions/contract.js';

/** Longest text taken for a picture: 32 MiB of bytes. */
const MAX_TEXT = 67_108_864;

/** The bytes a value stands for: PostgreSQL's hex text (`\x89504e…`), base64, or a data URL; null when it is neither. */
export function pictureBytes(value: Value): Buffer | null {
  if (typeof value !== 'string' || value.length < 4 || value.length > MAX_TEXT) return null;
  if (value.startsWith('\\x')) return Buffer.from(value.slice(2), 'hex');
  const base64 = value.startsWith('data:') ? value.slice(value.indexOf(',') + 1) : value;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length > 0 ? bytes : null;
}
