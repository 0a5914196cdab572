import { Unauthenticated } from '../errors/common-problems.js';
import { isUuid } from '../http/uuid.js';
import { ROLES, type Role } from './principal.js';

/** What a verified user token says, whoever issued it. */
export interface UserClaims {
  readonly sub: string;
  readonly org: string;
  /** Epoch milliseconds. */
  readonly expires_at: number;
}

/** What only a token of the local issuer may say about rights. */
export interface LocalRights {
  readonly roles: readonly Role[];
  readonly bu_codes: readonly string[] | null;
  readonly project_ids: readonly string[];
}

type Payload = Readonly<Record<string, unknown>>;

const MAX_ORGANIZATION_CODE = 50;

export function userClaims(payload: Payload): UserClaims {
  const { sub, org, exp } = payload;
  if (!isUuid(sub)) throw refuse('sub', 'the id of a user');
  if (typeof org !== 'string' || org.length === 0 || org.length > MAX_ORGANIZATION_CODE) {
    throw refuse('org', 'the code of an organization');
  }
  if (typeof exp !== 'number') throw refuse('exp', 'a time of expiry');
  return { sub: sub.toLowerCase(), org, expires_at: exp * 1000 };
}

/** Unknown roles grant nothing; a malformed list refuses the token. */
export function localRights(payload: Payload): LocalRights {
  const roles = strings(payload, 'roles') ?? [];
  return {
    roles: knownRoles(roles),
    bu_codes: strings(payload, 'bus'),
    project_ids: strings(payload, 'projects') ?? [],
  };
}

/** The roles a person or key may hold; `service` belongs to service tokens alone. */
export function knownRoles(names: readonly string[]): readonly Role[] {
  return ROLES.filter((role) => role !== 'service' && names.includes(role));
}

export function strings(payload: Payload, claim: string): readonly string[] | null {
  const value = payload[claim];
  if (value === undefined || value === null) return null;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw refuse(claim, 'a list of texts');
}

function refuse(claim: string, expected: string) {
  return Unauthenticated.error(`The token's claim "${claim}" must be ${expected}.`);
}
