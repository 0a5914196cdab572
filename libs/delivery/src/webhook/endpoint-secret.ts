import { createHmac } from 'node:crypto';

/**
 * The signing secret of a webhook endpoint, `whsec_…` (standardwebhooks: 256 bits in base64). It is derived from a key
 * of the server and never stored; counting the version up makes a new one. The purpose stands in the text that is
 * signed, so that the key may serve others as well.
 */
export function endpointSecret(serverKey: string, endpointId: string, version: number): string {
  const text = `galley webhook endpoint\n${endpointId}\n${version}`;
  return `whsec_${createHmac('sha256', serverKey).update(text).digest('base64')}`;
}
