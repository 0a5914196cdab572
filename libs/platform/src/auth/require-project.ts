import { NotFound } from '../errors/common-problems.js';
import { administers } from '../tenancy/actor-context.js';
import type { Principal } from './principal.js';

/**
 * `not-found` for a project that is not the caller's. As row-level security has it (EN-RLS-13): administrators have all
 * projects, others those they are in; another's is not there.
 */
export function requireProject(caller: Principal, id: string | undefined): void {
  if (id === undefined || administers(caller) || caller.project_ids.includes(id)) return;
  throw NotFound.error('There is no such project, or it is not yours.');
}
