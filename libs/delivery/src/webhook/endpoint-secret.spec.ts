import { Webhook } from 'standardwebhooks';
import { endpointSecret } from './endpoint-secret.js';

const ID = '0197f3f0-1111-7222-8333-444455556666';

describe('endpointSecret', () => {
  it('is one of its own for each endpoint, version and key, and always the same', () => {
    const secrets = [
      endpointSecret('key', ID, 1),
      endpointSecret('key', ID, 2),
      endpointSecret('key', ID, 11),
      endpointSecret('other', ID, 1),
      endpointSecret('key', `${ID}\n1`, 1),
    ];
    expect(new Set(secrets).size).toBe(secrets.length);
    expect(endpointSecret('key', ID, 1)).toBe(secrets[0]);
    expect(secrets[0]).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  });

  it('is HMAC-SHA-256 as openssl computes it', () => {
    // printf 'galley webhook endpoint\\n<id>\\n3' | openssl dgst -sha256 -hmac key -binary | base64
    expect(endpointSecret('key', ID, 3)).toBe('whsec_CZeOY51rHx2MBCfJJNPNL7VugwPJmkxhHjDLIq7/Z3k=');
  });

  it('can be signed with', () => {
    expect(() => new Webhook(endpointSecret('key', ID, 1))).not.toThrow();
  });
});
