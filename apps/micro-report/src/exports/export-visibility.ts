import { holdsPermission, NotFound, type Prisma, type Principal, type SqlTx } from '@galley/platform';
import type { ExportRow } from './export-row.js';

/**
 * The requests a caller may know of: their own, and all of the organization's for who decides; who is confined to
 * business units sees only their own.
 */
export function visibleExports(caller: Principal): Prisma.export_requestWhereInput {
  return seesAll(caller) ? {} : { requested_by: caller.id };
}

/** `not-found` for a request that is not there or not the caller's to see. The row is locked until the commit. */
export async function lockedExport(tx: SqlTx, caller: Principal, id: string): Promise<ExportRow> {
  const [row] = await tx.$queryRaw<ExportRow[]>`
    select * from tenant.export_request
    where id = ${id}::uuid and organization_id = ${caller.organization.id}::uuid for update`;
  if (row && (row.requested_by === caller.id || seesAll(caller))) return row;
  throw missing();
}

export function missing() {
  return NotFound.error('There is no such export request, or it is not yours.');
}

function seesAll(caller: Principal): boolean {
  return holdsPermission(caller, 'export.decide') && caller.bu_codes === null;
}
