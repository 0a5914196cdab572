import {
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
} from 'jose';
import type { PlatformConfig } from '../config/platform-config.js';
import { Unauthenticated, Unavailable } from '../errors/common-problems.js';
import { GalleyError } from '../errors/galley-error.js';
import { hmacKey, LOCAL_AUDIENCE, LOCAL_ISSUER } from './local-issuer.js';

const CLOCK_TOLERANCE_S = 5;

/** Verifies tokens of the one configured issuer; the algorithm is ours to choose, never the token's. */
export class UserTokens {
  /** Claims about rights count only when we issued the token ourselves. */
  readonly is_local: boolean;
  readonly #key: JWTVerifyGetKey;
  readonly #options: JWTVerifyOptions;

  constructor(
    config: Pick<PlatformConfig, 'AUTH_SECRET' | 'AUTH_JWKS_URL' | 'AUTH_ISSUER' | 'AUTH_AUDIENCE'>,
  ) {
    const common = { requiredClaims: ['sub', 'org', 'exp'], clockTolerance: CLOCK_TOLERANCE_S };
    this.is_local = config.AUTH_SECRET !== undefined;
    if (config.AUTH_SECRET !== undefined) {
      const key = hmacKey(config.AUTH_SECRET);
      this.#key = () => key;
      this.#options = { ...common, algorithms: ['HS256'], issuer: LOCAL_ISSUER, audience: LOCAL_AUDIENCE };
      return;
    }
    const { AUTH_JWKS_URL, AUTH_ISSUER, AUTH_AUDIENCE } = config;
    if (!AUTH_JWKS_URL || !AUTH_ISSUER || !AUTH_AUDIENCE) throw new Error('no token issuer is configured');
    this.#key = remoteKeys(new URL(AUTH_JWKS_URL));
    this.#options = {
      ...common,
      algorithms: ['RS256', 'ES256'],
      issuer: AUTH_ISSUER,
      audience: AUTH_AUDIENCE,
    };
  }

  /** The verified payload; `unauthenticated` for anything wrong with the token, `unavailable` without keys. */
  async verify(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.#key, this.#options);
      return payload;
    } catch (error) {
      throw tokenProblem(error);
    }
  }
}

/** Keys of the configured URL only: `jku`, `x5u` and embedded keys of a token are never followed. */
function remoteKeys(url: URL): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(url);
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (isKeyRefusal(error)) throw error;
      throw Unavailable.error('The keys of the token issuer cannot be read; try again in a few seconds.', {
        retry_after_s: 5,
        cause: error,
      });
    }
  };
}

function isKeyRefusal(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

/** Says no more than the holder of the token may know. */
export function tokenProblem(error: unknown): GalleyError {
  if (error instanceof GalleyError) return error;
  if (error instanceof errors.JWTExpired) {
    return Unauthenticated.error('The token has expired; ask for a new one.', { cause: error });
  }
  return Unauthenticated.error('The token is not valid here.', { cause: error });
}
