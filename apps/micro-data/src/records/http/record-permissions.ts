import { definePermission, type PackPermission, type Permission, type Role } from '@galley/platform';
import type { EntityShape } from '../shape/record-shape.js';

export interface RecordPermissions {
  readonly read: Permission | PackPermission;
  readonly write: Permission | PackPermission;
  readonly remove: Permission | PackPermission;
  /** For files of them. */
  readonly importing: Permission | PackPermission;
  /** For stating a state, and for moves that name no roles of their own; null where there are no states. */
  readonly moving: PackPermission | null;
  /** By move: its own, or `moving`. */
  readonly moves: Readonly<Record<string, PackPermission>>;
}

const known = new Map<string, RecordPermissions>();

/** Those of all records, or an entity's own where it names other roles. */
export function permissionsOf({ full_name, entity: { roles = {}, states } }: EntityShape): RecordPermissions {
  const existing = known.get(full_name);
  if (existing) return existing;
  const own = (verb: string, holders: readonly string[] | undefined): PackPermission | null =>
    holders ? definePermission(`${full_name}.${verb}`, holders as readonly Role[]) : null;
  const write = own('write', roles.write);
  const moving = own('move', states?.roles);
  const moves = Object.fromEntries(
    Object.entries(states?.moves ?? {}).flatMap(([verb, move]) => {
      const permission = own(verb, move.roles) ?? moving;
      return permission ? [[verb, permission]] : [];
    }),
  );
  const permissions: RecordPermissions = {
    read: own('read', roles.read) ?? 'record.read',
    write: write ?? 'record.write',
    remove: own('remove', roles.remove) ?? write ?? 'record.write',
    importing: own('import', roles.import) ?? write ?? 'import.run',
    moving,
    moves,
  };
  known.set(full_name, permissions);
  return permissions;
}
