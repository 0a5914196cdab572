import { Forbidden } from '../errors/common-problems.js';
import type { Problem } from '../errors/define-problem.js';
import type { Role } from './principal.js';

const PLATFORM = ['platform_admin'] as const satisfies readonly Role[];
const ADMINS = [...PLATFORM, 'global_admin', 'org_admin'] as const satisfies readonly Role[];
const OPERATORS = [...ADMINS, 'sysadmin'] as const satisfies readonly Role[];
const STAFF = [...OPERATORS, 'coordinator'] as const satisfies readonly Role[];
const EVERYONE = [...STAFF, 'member', 'peer_mentor'] as const satisfies readonly Role[];
const SERVICE = ['service'] as const satisfies readonly Role[];

/**
 * Which roles hold which permission: the whole authorization of the house, read by one guard. What is not here is
 * refused. Relations (own organization, own unit, own request) are checked where the row is at hand.
 */
const POLICY = {
  'organization.read': ADMINS,
  'organization.create': PLATFORM,
  'organization.update': ADMINS,
  'organization.deactivate': PLATFORM,
  'business-unit.read': EVERYONE,
  'business-unit.write': ADMINS,
  'data-source.read': OPERATORS,
  'data-source.write': ADMINS,
  'user.read': ADMINS,
  'user.write': ADMINS,
  'membership.read': ADMINS,
  'membership.write': ADMINS,
  'api-key.read': ADMINS,
  'api-key.write': ADMINS,
  'audit.read': OPERATORS,

  'dataset.execute': [...EVERYONE, ...SERVICE],
  'dataset.lookup': [...EVERYONE, ...SERVICE],
  'dataset-source.read': [...EVERYONE, ...SERVICE],
  'dataset-source.check': [...STAFF, ...SERVICE],
  'dataset-source.write': PLATFORM,
  'dataset-object.read': OPERATORS,
  'import.run': STAFF,
  'record.read': EVERYONE,
  'record.write': STAFF,

  'template.read': EVERYONE,
  'template.create': STAFF,
  'template.update': STAFF,
  'template.delete': STAFF,
  'report.generate': EVERYONE,
  'job.read': EVERYONE,
  'job.cancel': EVERYONE,
  'job.rerun': EVERYONE,
  'archive.read': EVERYONE,
  'archive.share': STAFF,
  'archive.verify': STAFF,
  /** Into the archive and out of it. */
  'archive.move': STAFF,
  'archive.retain': OPERATORS,
  'archive.hold': ADMINS,
  /** Jobs and files of others in the organization. */
  'report.read-any': STAFF,
  'share.revoke': STAFF,
  'schedule.read': EVERYONE,
  'schedule.write': STAFF,
  'schedule.run': STAFF,
  'asset.read': EVERYONE,
  'asset.write': STAFF,
  'print.run': EVERYONE,
  'print-mapping.read': EVERYONE,
  'print-mapping.write': OPERATORS,
  'document-type.write': PLATFORM,
  'export.request': EVERYONE,
  'export.read': EVERYONE,
  'export.decide': ADMINS,
  'delivery.read': STAFF,
  'delivery.retry': STAFF,
  'message-template.read': STAFF,
  'message-template.write': OPERATORS,
  /** One's own messages; nobody has a right to another's. */
  'inbox.read': EVERYONE,
  'webhook.read': OPERATORS,
  'webhook.write': OPERATORS,
  'dashboard.read': STAFF,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof POLICY;

/** A row that a pack adds to the policy table. */
export interface PackPermission {
  readonly permission: string;
}

const table = new Map<string, readonly Role[]>(Object.entries(POLICY));
const refusals = new Map<string, Problem>();

/**
 * Adds a pack's permission to the table. `refusal` is what callers without a role that holds it are told, where the pack's
 * source names a code of its own; `forbidden` otherwise. Throws when the name is taken.
 */
export function definePermission(
  permission: string,
  roles: readonly Role[],
  refusal?: Problem,
): PackPermission {
  if (table.has(permission)) throw new Error(`permission ${permission} is declared twice`);
  table.set(permission, roles);
  if (refusal) refusals.set(permission, refusal);
  return { permission };
}

/** The problem of who has no role that holds the permission. */
export function refusalOf(permission: string): Problem {
  return refusals.get(permission) ?? Forbidden;
}

/** The roles that hold a permission; none for an unknown one. */
export function rolesHolding(permission: string): readonly Role[] {
  return table.get(permission) ?? [];
}

/** Every permission declared so far: scopes of an API key are taken from here. */
export function permissions(): readonly string[] {
  return [...table.keys()];
}
