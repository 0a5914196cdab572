import { administers, holdsPermission, type Principal, type Tx } from '@galley/platform';
import type { Prisma } from '@galley/platform';

type Where = Prisma.generated_reportWhereInput;

/** Whether the caller sees jobs and files of others in the organization. */
export function readsAny(caller: Principal): boolean {
  return holdsPermission(caller, 'report.read-any');
}

/** Projects whose runs of others the caller may know of; null = all, which administrators do. */
export function seenProjects(caller: Principal): readonly string[] | null {
  return administers(caller) ? null : caller.project_ids;
}

/**
 * The files a caller may know of: their own, or all for those with the right; of a project only its members' and the
 * administrators'; of templates bound to a project only its members'; and, for a caller confined to business units, only files made of those units alone.
 */
export async function visibleTo(tx: Tx, caller: Principal): Promise<Where> {
  const rules: Where[] = [{ deleted_at: null }];
  if (!readsAny(caller)) rules.push({ requested_by_id: caller.id });
  const projects = seenProjects(caller);
  if (projects !== null) {
    const isSeen = [{ project_id: null }, { project_id: { in: [...projects] } }];
    rules.push({ OR: [...isSeen, { requested_by_id: caller.id }] });
  }
  const closed = await tx.tb_report_template.findMany({
    where: { project_id: { not: null, notIn: [...caller.project_ids] } },
    select: { id: true },
  });
  if (closed.length) {
    const ids = closed.map(({ id }) => id);
    rules.push({ OR: [{ report_template_id: null }, { report_template_id: { notIn: ids } }] });
  }
  if (caller.bu_codes !== null) rules.push(await madeOf(tx, caller, caller.bu_codes));
  return { AND: rules };
}

/** A file without units shows the whole organization: a confined caller sees it only as its requester. */
async function madeOf(tx: Tx, caller: Principal, buCodes: readonly string[]): Promise<Where> {
  const foreign = await tx.$queryRaw<{ code: string }[]>`
    select distinct code from tenant.generated_report file, unnest(file.bu_codes) code
    where code <> all (${[...buCodes]}::text[])`;
  return {
    NOT: { bu_codes: { hasSome: foreign.map(({ code }) => code) } },
    OR: [{ bu_codes: { isEmpty: false } }, { requested_by_id: caller.id }],
  };
}
