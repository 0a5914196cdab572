import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { decodeJwt } from 'jose';
import { SERVICE_NAME, type ServiceName } from '../config/tokens.js';
import { Unauthenticated } from '../errors/common-problems.js';
import { isUuid } from '../http/uuid.js';
import { localRights, userClaims } from './claims.js';
import { PrincipalSources } from './principal-sources.js';
import type { Principal } from './principal.js';
import { SERVICE_AUDIENCE, SERVICE_ISSUER, ServiceTokens } from './service-tokens.js';
import { ShortCache } from './short-cache.js';
import { UserTokens } from './user-tokens.js';

/** With the organization's own cache this stays under the 30 s in which a withdrawn right must be gone. */
const TTL_MS = 15_000;
const CAPACITY = 10_000;
const MAX_CREDENTIAL_LENGTH = 8_192;

export interface Credentials {
  readonly authorization: string | undefined;
  readonly api_key: string | undefined;
  readonly body: Buffer | null;
}

/** Turns credentials into a principal. Verified ones are remembered for seconds under their hash. */
@Injectable()
export class Authenticator {
  readonly #known = new ShortCache<Principal>(TTL_MS, CAPACITY);

  constructor(
    @Inject(SERVICE_NAME) private readonly service: ServiceName,
    private readonly userTokens: UserTokens,
    private readonly serviceTokens: ServiceTokens,
    private readonly sources: PrincipalSources,
  ) {}

  /** Synchronous for a remembered credential: the common case costs one hash and no promise. */
  authenticate({ authorization, api_key, body }: Credentials): Principal | Promise<Principal> {
    const credential = authorization ?? api_key;
    if (credential === undefined) {
      throw Unauthenticated.error('Send "Authorization: Bearer <token>" or "X-API-Key: <key>".');
    }
    if (credential.length > MAX_CREDENTIAL_LENGTH) throw Unauthenticated.error('The credential is too long.');
    const key = hash('sha256', authorization === undefined ? `key ${credential}` : credential, 'base64');
    const known = this.#known.get(key);
    if (known) return known;
    return authorization === undefined
      ? this.#byApiKey(key, credential)
      : this.#byToken(key, bearerOf(authorization), body);
  }

  /** Forgets everybody: called after rights were changed here, so that the change shows at once. */
  forget(): void {
    this.#known.clear();
    this.sources.organizations.clear();
  }

  async #byApiKey(key: string, secret: string): Promise<Principal> {
    const { principal, expires_at } = await this.sources.apiKeys.find(secret);
    this.#known.set(key, principal, expires_at ?? undefined);
    return principal;
  }

  async #byToken(key: string, token: string, body: Buffer | null): Promise<Principal> {
    if (this.service === SERVICE_AUDIENCE && isForService(token)) return this.#byServiceToken(token, body);
    const payload = await this.userTokens.verify(token);
    const claims = userClaims(payload);
    const organization = await this.#organization(claims.org);
    const rights = this.userTokens.is_local
      ? localRights(payload)
      : await this.sources.members.of(claims.sub, organization.id);
    const principal: Principal = {
      kind: 'user',
      id: claims.sub,
      organization,
      ...rights,
      scopes: null,
      service: null,
    };
    this.#known.set(key, principal, claims.expires_at);
    return principal;
  }

  /** Never remembered: the token is good for one body only. */
  async #byServiceToken(token: string, body: Buffer | null): Promise<Principal> {
    const call = await this.serviceTokens.verify(token, body);
    if (!isUuid(call.subject)) throw Unauthenticated.error('The service token names no requester.');
    const { issuer, roles: requester_roles, source, job_id, attempt, is_export, body_digest } = call;
    return {
      kind: 'service',
      id: call.subject,
      organization: await this.#organization(call.organization),
      roles: ['service'],
      bu_codes: call.bu_codes,
      project_ids: call.project_ids,
      scopes: null,
      service: { issuer, requester_roles, source, job_id, attempt, is_export, body_digest },
    };
  }

  async #organization(code: string): Promise<Principal['organization']> {
    const organization = await this.sources.organizations.byCode(code);
    if (!organization) throw Unauthenticated.error('The organization of the token is unknown or inactive.');
    return organization;
  }
}

function bearerOf(authorization: string): string {
  const match = /^Bearer +(\S+)$/i.exec(authorization);
  if (!match?.[1]) throw Unauthenticated.error('The Authorization header must read "Bearer <token>".');
  return match[1];
}

/** Decides only which key verifies the token; the verification itself believes nothing that stands here. */
function isForService(token: string): boolean {
  try {
    return decodeJwt(token).iss === SERVICE_ISSUER;
  } catch {
    return false;
  }
}
