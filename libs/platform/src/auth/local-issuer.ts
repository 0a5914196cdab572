import { createSecretKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';

export const LOCAL_ISSUER = 'galley-local';
export const LOCAL_AUDIENCE = 'galley';

export interface LocalTokenClaims {
  readonly sub: string;
  /** Organization code. */
  readonly org: string;
  readonly roles: readonly string[];
  /** Business units the caller is confined to; absent = all. */
  readonly bus?: readonly string[];
  readonly projects?: readonly string[];
}

/** A token of the local issuer (HS256), as `npm run token` prints it and tests use it. */
export function issueLocalToken(secret: string, claims: LocalTokenClaims, ttl_s = 3600): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
    org: claims.org,
    roles: claims.roles,
    ...(claims.bus && { bus: claims.bus }),
    ...(claims.projects && { projects: claims.projects }),
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(claims.sub)
    .setIssuer(LOCAL_ISSUER)
    .setAudience(LOCAL_AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(now + ttl_s)
    .sign(hmacKey(secret));
}

export function hmacKey(secret: string): KeyObject {
  return createSecretKey(Buffer.from(secret, 'utf8'));
}
