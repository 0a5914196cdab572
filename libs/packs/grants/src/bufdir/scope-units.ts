import type { HierarchyScope, ReportData, ScopeUnit } from './report-data.js';

/** In the order of the tree. */
export function unitsOf(scope: HierarchyScope, kind: ScopeUnit['kind']): readonly ScopeUnit[] {
  return scope.units.filter((unit) => unit.kind === kind);
}

/** The region above a unit; null where none is. */
export function regionOf(unit: ScopeUnit, scope: HierarchyScope): string | null {
  const parent = scope.units.find(({ id }) => id === unit.parent_id);
  if (!parent) return null;
  return parent.kind === 'region' ? parent.id : regionOf(parent, scope);
}

export function orgNumberOf(scope: HierarchyScope): string | null {
  return rootOf(scope)?.org_number ?? null;
}

/** What Bufdir asks for besides activities (grants.md §1). */
export function registeredOf(scope: HierarchyScope): ReportData['registered'] {
  const locals = unitsOf(scope, 'local');
  return {
    peer_mentors: scope.units.reduce((sum, unit) => sum + unit.peer_mentor_count, 0),
    regions: unitsOf(scope, 'region').length,
    local_associations: locals.length,
    counties: countiesOf(locals),
    members: rootOf(scope)?.member_count ?? membersOf(locals),
  };
}

function rootOf(scope: HierarchyScope): ScopeUnit | undefined {
  return scope.units.find(({ kind }) => kind === 'org');
}

function countiesOf(locals: readonly ScopeUnit[]): number | null {
  const counties = new Set(locals.map(({ county }) => county?.trim().toLowerCase()).filter(Boolean));
  return locals.length > 0 && counties.size === 0 ? null : counties.size;
}

/** Only where every local association has said its number: a part of the members is no number of members. */
function membersOf(locals: readonly ScopeUnit[]): number | null {
  const counts = locals.map(({ member_count }) => member_count).filter((count) => count !== null);
  if (counts.length === 0 || counts.length < locals.length) return null;
  return counts.reduce((sum, count) => sum + count, 0);
}
