import { createHash } from 'node:crypto';

const sha256 = (...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/**
 * The value of `galley.tenant` for one organization: `<uuid>.<signature>`. `platform.current_organization()`
 * recomputes the signature, so SQL that reaches the database without passing here sees no tenant at all.
 * Nested hashing (secret outside and inside) leaves no room for length extension and needs no extension in SQL.
 */
export function signTenantContext(secret: string, organizationId: string): string {
  const inner = sha256(secret, 'tenant:', organizationId);
  return `${organizationId}.${sha256(secret, inner).toString('hex')}`;
}
