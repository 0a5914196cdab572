export const ROLES = [
  'platform_admin',
  'global_admin',
  'org_admin',
  'sysadmin',
  'coordinator',
  'member',
  'peer_mentor',
  'service',
] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking, in which organization, with which rights. Built by the guard, trusted inside. */
export interface Principal {
  readonly kind: 'user' | 'api_key' | 'service';
  /** `sub` of the token, or the id of the API key. */
  readonly id: string;
  readonly organization: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly locale: string;
    readonly timezone: string;
  };
  readonly roles: readonly Role[];
  /** Business units the caller is confined to; null = all of the organization. */
  readonly bu_codes: readonly string[] | null;
  readonly project_ids: readonly string[];
  /** Permissions an API key is limited to; null = whatever the roles allow. */
  readonly scopes: readonly string[] | null;
  /** What a service token was issued for; null for everybody else. */
  readonly service: ServiceClaims | null;
}

/** A service token names the one call it is good for. */
export interface ServiceClaims {
  /** Roles of the person on whose behalf the service asks. */
  readonly requester_roles: readonly Role[];
  readonly issuer: string;
  readonly source: string | null;
  readonly job_id: string | null;
  readonly attempt: number | null;
  /** The rows are counted or taken for an export request. */
  readonly is_export: boolean;
  /** SHA-256 (hex) of the request body. */
  readonly body_digest: string;
}
