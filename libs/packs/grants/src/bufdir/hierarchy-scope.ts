import type { HierarchyScope, ScopeUnit } from './report-data.js';

/** What a report keeps of the units that `grants.hierarchy` answers: all of them, in their order (BU-B-7, BU-B-12). */
export function hierarchyScope(organization_id: string, units: readonly ScopeUnit[]): HierarchyScope {
  const idsOf = (kind: ScopeUnit['kind']) => units.filter((unit) => unit.kind === kind).map(({ id }) => id);
  return { organization_id, region_ids: idsOf('region'), local_association_ids: idsOf('local'), units };
}
