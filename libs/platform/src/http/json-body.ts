import { isUtf8 } from 'node:buffer';
import { Malformed } from '../errors/common-problems.js';

const MAX_DEPTH = 64;
const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;

/**
 * Parses a JSON request body and refuses what parsers disagree about or trip over: duplicate keys, `__proto__` and
 * `constructor`, NUL characters, bytes that are not UTF-8, and nesting deeper than any honest document. An empty body is `undefined`.
 */
export function parseJsonBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw Malformed.error('The body is not UTF-8.');
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw Malformed.error('The body is not valid JSON.', { cause: error });
  }
  const mayHoldNul = text.includes('\\u0000');
  // JSON.parse keeps the last of equal keys silently. Fewer keys in the value than in the text tell that it did so.
  if (countKeys(value, mayHoldNul) !== countColons(text)) {
    throw Malformed.error('An object of the body names the same key twice.');
  }
  return value;
}

/** Colons outside of strings: one per key as written. */
function countColons(text: string): number {
  let colons = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === COLON) colons++;
    else if (character === QUOTE) at = endOfString(text, at + 1);
  }
  return colons;
}

/** Index of the closing quote; the text is known to be valid JSON. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start);
  while (isEscaped(text, end, start)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, quote: number, start: number): boolean {
  let backslashes = 0;
  for (let at = quote - 1; at >= start && text.charCodeAt(at) === BACKSLASH; at--) backslashes++;
  return backslashes % 2 === 1;
}

/** Counts all keys, refusing dangerous ones on the way. */
function countKeys(value: unknown, mayHoldNul: boolean, depth = 0): number {
  if (typeof value === 'string') {
    if (mayHoldNul) refuseNul(value);
    return 0;
  }
  if (typeof value !== 'object' || value === null) return 0;
  if (depth >= MAX_DEPTH) throw Malformed.error(`The body is nested deeper than ${MAX_DEPTH} levels.`);
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countKeys(item, mayHoldNul, depth + 1);
    return count;
  }
  const record = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(record);
  for (const key of keys) {
    if (key === '__proto__' || key === 'constructor') throw Malformed.error(`The key ${key} is not allowed.`);
    if (mayHoldNul) refuseNul(key);
    count += countKeys(record[key], mayHoldNul, depth + 1);
  }
  return count + keys.length;
}

function refuseNul(text: string): void {
  if (text.includes('\u0000'))
    throw Malformed.error('The body holds a NUL character, which no text may contain.');
}
