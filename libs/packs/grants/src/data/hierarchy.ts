import { sql } from '@galley/dataset';
import { figureBuilder } from './figure-builder.js';

/** The organization's units as they stand now (`ScopeUnit`), in order of the tree: what a report is created with. */
export const hierarchy = figureBuilder({
  name: 'hierarchy',
  label: 'Bufdir: units of the organization',
  params: [],
  columns: {
    id: 'Id',
    parent_id: 'Belongs to',
    kind: 'Kind',
    code: 'Code',
    name: 'Name',
    county: 'County',
    org_number: 'Organization number',
    member_count: 'Members',
    peer_mentor_count: 'Registered peer mentors',
  },
  build: () => sql`
    select h.id, h.parent_id, h.kind, h.code, h.name, h.county, h.org_number, h.member_count, h.peer_mentor_count
    from grants.hierarchy() h`,
});
