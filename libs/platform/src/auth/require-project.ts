import { NotFound } from '../errors/common-problems.js';
import { administers } from '../tenancy/actor-context.js';
import type { Principal } from './principal.js';

/**
 * `not-found` for a project whose records are not the caller's to read: who is confined to projects has those, everybody
 * else all of the organization, as with business units.
 */
export function requireProject(caller: Principal, id: string | undefined): void {
  const { project_ids } = caller;
  if (id === undefined || project_ids.length === 0 || administers(caller) || project_ids.includes(id)) return;
  throw noSuchProject();
}

/**
 * `not-found` for a project that the caller is no member of, as row-level security has it (EN-RLS-13): what is bound to a
 * project is its members' and the administrators'.
 */
export function requireProjectMember(caller: Principal, id: string | undefined): void {
  if (id === undefined || administers(caller) || caller.project_ids.includes(id)) return;
  throw noSuchProject();
}

function noSuchProject() {
  return NotFound.error('There is no such project, or it is not yours.');
}
