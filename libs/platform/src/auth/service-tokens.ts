import { createHash, type KeyObject } from 'node:crypto';
import { jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { Unauthenticated } from '../errors/common-problems.js';
import { knownRoles, strings } from './claims.js';
import { hmacKey } from './local-issuer.js';
import type { Role } from './principal.js';
import { tokenProblem } from './user-tokens.js';

export const SERVICE_ISSUER = 'micro-report';
export const SERVICE_AUDIENCE = 'micro-data';
const TTL_S = 60;
const CLOCK_TOLERANCE_S = 5;

/** The one call a service token is good for, and on whose behalf. */
export interface ServiceCall {
  /** User or API key that asked for the report. */
  readonly subject: string;
  /** Organization code. */
  readonly organization: string;
  /** Null = all of the organization. */
  readonly bu_codes: readonly string[] | null;
  readonly project_ids: readonly string[];
  /** The requester's own: they decide what of others' they may read, never which routes the service may call. */
  readonly roles: readonly Role[];
  readonly source: string | null;
  readonly job_id: string | null;
  readonly attempt: number | null;
  /** The rows are counted or taken for an export request; absent = they are not. */
  readonly is_export?: boolean;
}

export interface VerifiedServiceCall extends ServiceCall {
  readonly issuer: string;
  readonly is_export: boolean;
  readonly body_digest: string;
}

/** Tokens of micro-report for micro-data: HS256 with SERVICE_SECRET, one minute, bound to one request body. */
export class ServiceTokens {
  readonly #key: KeyObject;

  constructor(secret: string) {
    this.#key = hmacKey(secret);
  }

  /** `body` must be the exact bytes that are sent; the empty string for a request without body. */
  issue(call: ServiceCall, body: string | Uint8Array): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      org: call.organization,
      bu_codes: call.bu_codes,
      projects: call.project_ids,
      roles: call.roles,
      source: call.source,
      job: call.job_id,
      attempt: call.attempt,
      ...(call.is_export && { export: true }),
      body_digest: digestOf(body),
    })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(call.subject)
      .setIssuer(SERVICE_ISSUER)
      .setAudience(SERVICE_AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + TTL_S)
      .sign(this.#key);
  }

  /** The call a token is for; `unauthenticated` when it is not ours, too old, or for another body. */
  async verify(token: string, body: Uint8Array | null): Promise<VerifiedServiceCall> {
    const call = callOf(await this.#payload(token));
    if (call.body_digest !== digestOf(body ?? '')) {
      throw Unauthenticated.error('The service token was issued for another request body.');
    }
    return call;
  }

  async #payload(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ['HS256'],
        issuer: SERVICE_ISSUER,
        audience: SERVICE_AUDIENCE,
        requiredClaims: ['sub', 'org', 'exp', 'iat', 'body_digest'],
        clockTolerance: CLOCK_TOLERANCE_S,
        // Also refuses a token that was given a longer life than ours.
        maxTokenAge: TTL_S,
      });
      return payload;
    } catch (error) {
      throw tokenProblem(error);
    }
  }
}

function callOf(payload: JWTPayload): VerifiedServiceCall {
  const text = (claim: string): string | null => {
    const value = payload[claim];
    return typeof value === 'string' ? value : null;
  };
  return {
    issuer: payload.iss ?? SERVICE_ISSUER,
    subject: payload.sub ?? '',
    organization: text('org') ?? '',
    bu_codes: strings(payload, 'bu_codes'),
    project_ids: strings(payload, 'projects') ?? [],
    roles: knownRoles(strings(payload, 'roles') ?? []),
    source: text('source'),
    job_id: text('job'),
    attempt: typeof payload.attempt === 'number' ? payload.attempt : null,
    is_export: payload.export === true,
    body_digest: text('body_digest') ?? '',
  };
}

function digestOf(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}
