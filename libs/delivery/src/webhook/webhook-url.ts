import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.js';
import type { WebhookConfig } from './webhook-config.js';

type Allowed = Pick<WebhookConfig, 'WEBHOOK_ALLOW_PRIVATE' | 'WEBHOOK_ALLOW_HTTP'>;

const MAX_LENGTH = 2000;
/** Names that never leave the machine or the house; names that only resolve to such are found when they are called. */
const HOUSE_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|localdomain|home\.arpa)\.?$/i;

/**
 * Why no webhook can be posted to this address, judged by its form; null = it can. The URL parser has made one form of
 * every spelling of an IP address (`2130706433`, `0x7f.1`, `[::ffff:7f00:1]`) before it is judged.
 */
export function checkWebhookUrl(target: string, allowed: Allowed): string | null {
  const url = target.length <= MAX_LENGTH ? parsed(target) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return 'The target must be an https:// URL.';
  if (url.protocol === 'http:' && !allowed.WEBHOOK_ALLOW_HTTP) return 'The target must be an https:// URL.';
  if (url.username !== '' || url.password !== '') return 'The URL must not carry a user name or password.';
  if (allowed.WEBHOOK_ALLOW_PRIVATE) return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isOfTheHouse = isIP(host) > 0 ? !isPublicAddress(host) : HOUSE_NAME.test(host) || !host.includes('.');
  return isOfTheHouse ? 'The URL leads into a private network.' : null;
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
