import { Forbidden, holdsPermission, type Principal } from '@galley/platform';
import { permissionsOf } from '../http/record-permissions.js';
import type { EntityShape } from '../shape/record-shape.js';
import type { Draft } from '../values/read-record.js';
import { statedFaults } from '../values/settle-record.js';

/** Whether the caller may create records in another state than that in which they begin. */
export function mayState(caller: Principal, shape: EntityShape): boolean {
  const { moving } = permissionsOf(shape);
  return moving === null || holdsPermission(caller, moving.permission);
}

/** Throws `forbidden` when a draft is stated to be where the caller may not move it. */
export function requireStating(caller: Principal, shape: EntityShape, drafts: readonly Draft[]): void {
  if (mayState(caller, shape)) return;
  const errors = drafts.flatMap((draft) => statedFaults(shape, draft));
  if (errors.length > 0) {
    throw Forbidden.error(`Leave out ${shape.state}: deciding on it is not yours.`, { errors });
  }
}
