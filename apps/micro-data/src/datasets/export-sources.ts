import { ExportNeedsRequest, holdsPermission, type Principal } from '@galley/platform';
import type { DatasetBuilders } from './builders.js';
import type { BoundSource } from './kinds/source-kind.js';

const RIGHT = 'export.decide';

/** Keys of the builders whose rows leave by an approved export request only. */
export function exportBuilderKeys(builders: DatasetBuilders): string[] {
  return [...builders.values()].filter(({ is_export }) => is_export).map(({ key }) => key);
}

/**
 * Whether the caller sees rows of an export without a request: who decides on requests may look at them. A file that no
 * request stands behind is made of them for nobody, whatever template or further dataset names the source.
 */
export function looksAtExports(caller: Principal): boolean {
  const { service, scopes } = caller;
  if (service && service.job_id !== null) return false;
  const roles = service?.requester_roles ?? caller.roles;
  return holdsPermission({ roles, scopes }, RIGHT);
}

/** Throws `export-needs-request`. */
export function requireExportRight(caller: Principal, { builder, name }: BoundSource): void {
  if (!builder?.is_export || caller.service?.is_export || looksAtExports(caller)) return;
  throw ExportNeedsRequest.error(
    `Rows of "${name}" are taken out by a request: POST /api/exports/request asks for them.`,
    { facts: { source: name } },
  );
}
