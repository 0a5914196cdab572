import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { DeliveryError } from '../delivery-error.js';
import { isPublicAddress } from './public-address.js';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Finds the addresses of a name. */
export type Resolver = (host: string) => Promise<readonly ResolvedAddress[]>;

export const systemResolver: Resolver = (host) => lookup(host, { all: true, verbatim: true });

/**
 * The addresses of a host, each of them one that may be called. Throws `target-refused` when a single one may not:
 * a name that leads to both kinds is an attempt to get in. `unreachable` when the name leads nowhere.
 */
export async function resolveTarget(
  host: string,
  allowPrivate: boolean,
  resolve: Resolver,
): Promise<readonly ResolvedAddress[]> {
  const bare = host.replace(/^\[|\]$/g, '');
  const family = isIP(bare);
  const found = family > 0 ? [{ address: bare, family }] : await resolveName(bare, resolve);
  if (!allowPrivate && !found.every(({ address }) => isPublicAddress(address))) {
    throw new DeliveryError('target-refused', false, 'The webhook leads into a private network.');
  }
  return found;
}

async function resolveName(host: string, resolve: Resolver): Promise<readonly ResolvedAddress[]> {
  const found = await resolve(host).catch((error: unknown) => {
    throw new DeliveryError('unreachable', true, "The webhook's host name leads nowhere.", { cause: error });
  });
  if (found.length > 0) return found;
  throw new DeliveryError('unreachable', true, "The webhook's host name leads nowhere.");
}

/** A lookup that knows one answer: the connection goes to what was checked, whatever the name says a moment later. */
export function pinnedLookup(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_host, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family);
  };
}
