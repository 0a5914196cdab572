import { domainToASCII } from 'node:url';
import { isOneLine } from '../one-line.js';

/** Dot-atoms of RFC 5322 with the letters of RFC 6531; no quoted strings, no comments, no routes. */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*)(?:\.[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*)+$/u;
const ASCII_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Limits of RFC 5321, bytes. */
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;

/**
 * One plain e-mail address with its domain in ASCII form, or null. Names (`A <a@b.c>`), lists, comments, quoted local
 * parts and addresses of machines (`a@[10.0.0.1]`) are refused: they are how a second recipient is smuggled in.
 */
export function emailAddress(text: string): string | null {
  const [local, domain, ...rest] = text.normalize('NFC').split('@');
  if (local === undefined || domain === undefined || rest.length > 0) return null;
  if (!LOCAL.test(local) || Buffer.byteLength(local) > MAX_LOCAL || !DOMAIN.test(domain)) return null;
  const ascii = domainToASCII(domain).toLowerCase();
  const labels = ascii.split('.');
  if (labels.length < 2 || !labels.every((label) => ASCII_LABEL.test(label))) return null;
  if (/^\d+$/.test(labels.at(-1) ?? '')) return null;
  const address = `${local}@${ascii}`;
  return Buffer.byteLength(address) <= MAX_ADDRESS ? address : null;
}

export interface NamedAddress {
  readonly name: string;
  readonly address: string;
}

const NAMED = /^(?:"([^"\\]*)"|([^"<>\\]*?))\s*<([^<>]+)>$/;

/** A sender as configuration writes it: `reports@example.org` or `Reports <reports@example.org>`; null = neither. */
export function namedAddress(text: string): NamedAddress | null {
  const given = NAMED.exec(text.trim());
  const address = emailAddress(given?.[3] ?? text.trim());
  const name = (given?.[1] ?? given?.[2] ?? '').trim();
  return address !== null && isOneLine(name) ? { name, address } : null;
}
