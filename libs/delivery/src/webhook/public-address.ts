import ipaddr from 'ipaddr.js';

/** Where on the Internet IPv6 addresses of other people's machines are; everything else is special or ours. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an IP address is one that anybody on the Internet could call: not private, loopback, link-local, carrier-grade
 * NAT, multicast, reserved or for documentation, and not an IPv6 form of an IPv4 address (mapped, translated, 6to4,
 * Teredo), which would lead to any of these.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6);
}
