import { NotFound, Prisma, type Principal, type SqlTx } from '@galley/platform';
import { readsAny, seenProjects } from '../archive/archive-visibility.js';
import type { JobRow } from './job-row.js';

type Where = Prisma.tb_report_jobWhereInput;

/**
 * The jobs a caller may know of: their own, and all of the organization's for the roles with that right, of a project its
 * members and the administrators; who is confined to business units sees only their own.
 */
export function visibleJobs(caller: Principal): Where {
  const own = { requested_by_id: caller.id };
  if (!seesAllJobs(caller)) return { deleted_at: null, ...own };
  const projects = seenProjects(caller);
  if (projects === null) return { deleted_at: null };
  return { deleted_at: null, OR: [own, { project_id: null }, { project_id: { in: [...projects] } }] };
}

/** Whether a row is of no project, or of one whose runs by others the caller knows of; `column` names the project's id. */
export function ofSeenProjectSql(caller: Principal, column = 'project_id'): Prisma.Sql {
  const projects = seenProjects(caller);
  if (projects === null) return Prisma.sql`true`;
  const id = Prisma.raw(column);
  return Prisma.sql`(${id} is null or ${id} = any(${[...projects]}::uuid[]))`;
}

/** `not-found` for a job that is not there or not the caller's to see. In SQL: every waiting client asks it. */
export async function visibleJob(tx: SqlTx, caller: Principal, id: string): Promise<JobRow> {
  const [job] = await tx.$queryRaw<JobRow[]>`
    select * from tenant.tb_report_job
    where id = ${id}::uuid and deleted_at is null
      and (requested_by_id = ${caller.id}::uuid or (${seesAllJobs(caller)} and ${ofSeenProjectSql(caller)}))`;
  if (job) return job;
  throw NotFound.error('There is no such job, or it is not yours.');
}

/** Whether the caller knows of everybody's runs in the organization, those of strange projects apart. */
export function seesAllJobs(caller: Principal): boolean {
  return readsAny(caller) && caller.bu_codes === null;
}
