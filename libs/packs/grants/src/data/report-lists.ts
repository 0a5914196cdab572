import { sql } from '@galley/dataset';
import { column, IS_SUM, PLACE, reportBuilder } from './report-builder.js';

/** Contact categories; a person of several is in each of them, once. */
export const reportCategories = reportBuilder({
  name: 'categories',
  label: 'Bufdir: kontaktkategorier',
  columns: [
    column('category', 'Kontaktkategori'),
    column('unique_participants', 'Deltakere (unike)'),
    column('participations', 'Deltakelser'),
    PLACE,
  ],
  build: (content) => sql`
    select e.entry ->> 'label' as category, (e.entry ->> 'unique_participants')::bigint as unique_participants,
      (e.entry ->> 'participations')::bigint as participations, e.place::integer as place
    from ${content}, jsonb_array_elements(c.content -> 'contact_categories') with ordinality as e (entry, place)`,
});

/** Why activities make no countable day, and how many they are together: an activity has one reason. */
export const reportExclusions = reportBuilder({
  name: 'exclusions',
  label: 'Bufdir: aktiviteter som ikke gir tellende dager',
  columns: [
    column('reason_label', 'Årsak'),
    column('activities', 'Antall aktiviteter'),
    column('reason', 'Kode'),
    IS_SUM,
    PLACE,
  ],
  build: (content) => sql`
    select e.entry ->> 'label' as reason_label, (e.entry ->> 'activities')::bigint as activities, e.entry ->> 'reason' as reason,
      false as is_sum, e.place::integer as place
    from ${content}, jsonb_array_elements(c.content #> '{countable_days,by_reason}') with ordinality as e (entry, place)
    union all
    select 'Sum', jsonb_array_length(c.content #> '{countable_days,excluded}'), null, true,
      jsonb_array_length(c.content #> '{countable_days,by_reason}') + 1
    from ${content}`,
});

/** What the report lacks. */
export const reportWarnings = reportBuilder({
  name: 'warnings',
  label: 'Bufdir: merknader',
  columns: [
    column('severity_label', 'Alvor'),
    column('message', 'Merknad'),
    column('affected_count', 'Berørte'),
    column('code', 'Kode'),
    column('severity', 'Nivå'),
    PLACE,
  ],
  build: (content) => sql`
    select case w.warning ->> 'severity' when 'warning' then 'Advarsel' else 'Til orientering' end as severity_label,
      w.warning ->> 'message' as message, (w.warning ->> 'affected_count')::bigint as affected_count, w.warning ->> 'code' as code,
      w.warning ->> 'severity' as severity, w.place::integer as place
    from ${content}, jsonb_array_elements(c.warnings) with ordinality as w (warning, place)`,
});

/** The units as they stood when the report was created (BU-B-12). */
export const reportHierarchy = reportBuilder({
  name: 'hierarchy',
  label: 'Bufdir: organisasjonsstruktur',
  columns: [
    column('unit', 'Enhet'),
    column('kind_label', 'Type'),
    column('parent', 'Ligger under'),
    column('county', 'Fylke'),
    column('member_count', 'Medlemmer'),
    column('peer_mentor_count', 'Registrerte likepersoner'),
    column('code', 'Kode'),
    column('depth', 'Nivå'),
    PLACE,
  ],
  build: (content) => sql`
    select u.unit ->> 'name' as unit, case u.unit ->> 'kind' when 'org' then 'Organisasjon' when 'region' then 'Region' else 'Lokallag' end
      as kind_label, u.parent, u.unit ->> 'county' as county, (u.unit ->> 'member_count')::bigint as member_count,
      (u.unit ->> 'peer_mentor_count')::bigint as peer_mentor_count, u.unit ->> 'code' as code, u.depth, u.place
    from ${content}, grants.report_units(c.content) u`,
});
