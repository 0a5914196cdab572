import { issueLocalToken, type LocalTokenClaims } from '../auth/local-issuer.js';
import type { Principal } from '../auth/principal.js';
import { TEST_AUTH_SECRET } from './test-config.js';

export const TEST_USER = '0199aaaa-0000-7000-8000-000000000001';

/** Headers of a caller of the organization `code` with these roles. */
export async function asCaller(
  code: string,
  roles: readonly string[],
  claims: Partial<LocalTokenClaims> = {},
): Promise<{ authorization: string }> {
  const token = await issueLocalToken(TEST_AUTH_SECRET, { sub: TEST_USER, org: code, roles, ...claims });
  return { authorization: `Bearer ${token}` };
}

/** A principal as the guard would build it, for tests below HTTP. */
export function testPrincipal(changes: Partial<Principal> = {}): Principal {
  return {
    kind: 'user',
    id: TEST_USER,
    organization: {
      id: '0199aaaa-0000-7000-8000-0000000000aa',
      code: 'ACME',
      name: 'Acme',
      locale: 'en',
      timezone: 'UTC',
    },
    roles: ['org_admin'],
    bu_codes: null,
    project_ids: [],
    scopes: null,
    service: null,
    ...changes,
  };
}
