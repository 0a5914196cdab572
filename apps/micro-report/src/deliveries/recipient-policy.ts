import { domainToASCII } from 'node:url';
import { isKnownType, type Recipient } from './recipient.js';

/** The part after the last @, in the form that DNS knows; empty when there is none. */
export function domainOf(address: string): string {
  return domainToASCII(address.slice(address.lastIndexOf('@') + 1).toLowerCase());
}

/**
 * Whether mail may go to this address: to anybody while no domain is named, else to the domains named, `*.example.org`
 * standing for all below example.org and not for itself.
 */
export function mayMailTo(address: string, allowedDomains: readonly string[]): boolean {
  if (allowedDomains.length === 0) return true;
  const domain = domainOf(address);
  return domain !== '' && allowedDomains.some((allowed) => matches(domain, allowed.trim().toLowerCase()));
}

function matches(domain: string, allowed: string): boolean {
  if (!allowed.startsWith('*.')) return domain === domainToASCII(allowed.replace(/^@/, ''));
  const above = domainToASCII(allowed.slice(2));
  return above !== '' && domain.endsWith(`.${above}`);
}

/**
 * The name under which a target is unique in its job: mail domains know no capitals, and everything else is taken as
 * written.
 */
export function targetOf({ type, value }: Recipient): string {
  if (!isKnownType(type) || type !== 'email') return value;
  const at = value.lastIndexOf('@');
  return at < 0 ? value : value.slice(0, at + 1) + value.slice(at + 1).toLowerCase();
}
