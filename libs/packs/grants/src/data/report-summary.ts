import { sql } from '@galley/dataset';
import { column, HOURS, MORE_FIGURES, moreFigures, reportBuilder } from './report-builder.js';

/** One row: whose report it is, of what, in which version, since when, and the organization's own figures. */
export const reportSummary = reportBuilder({
  name: 'summary',
  label: 'Bufdir: sammendrag',
  columns: [
    column('organization', 'Organisasjon'),
    column('org_number', 'Organisasjonsnummer'),
    column('period', 'Periode'),
    column('period_start', 'Fra og med'),
    column('period_end', 'Til og med'),
    column('report_version', 'Rapportversjon'),
    column('schema_version', 'Skjemaversjon'),
    column('generated_at', 'Laget'),
    column('sha256', 'SHA-256 av rapportdata'),
    column('activities', 'Antall aktiviteter'),
    column('unique_participants', 'Deltakere (unike)'),
    column('hours', 'Timer', HOURS),
    ...MORE_FIGURES,
    column('excluded_activities', 'Aktiviteter som ikke teller'),
    column('registered_peer_mentors', 'Registrerte likepersoner'),
    column('regions', 'Regioner'),
    column('local_associations', 'Lokallag'),
    column('counties', 'Fylker med lokallag'),
    column('members', 'Medlemmer'),
    column('warnings', 'Merknader'),
  ],
  build: (content) => sql`
    select c.content #>> '{organization,name}' as organization, c.content #>> '{organization,org_number}' as org_number,
      c.content #>> '{period,label}' as period, (c.content #>> '{period,start}')::date as period_start,
      (c.content #>> '{period,end}')::date as period_end, c.report_version, c.content ->> 'schema_version' as schema_version,
      c.taken_at as generated_at, encode(sha256(convert_to(c.content::text, 'UTF8')), 'hex') as sha256,
      f.activities, f.unique_participants, f.hours, ${moreFigures},
      jsonb_array_length(c.content #> '{countable_days,excluded}') as excluded_activities,
      (c.content #>> '{registered,peer_mentors}')::bigint as registered_peer_mentors,
      (c.content #>> '{registered,regions}')::bigint as regions,
      (c.content #>> '{registered,local_associations}')::bigint as local_associations,
      (c.content #>> '{registered,counties}')::bigint as counties, (c.content #>> '{registered,members}')::bigint as members,
      jsonb_array_length(c.warnings) as warnings
    from ${content}, grants.report_figures('[]', c.content -> 'totals') f`,
});

/** `report_data` as it is kept: its bytes have the hash that the report shows. */
export const reportPayload = reportBuilder({
  name: 'payload',
  label: 'Bufdir: rapportdata',
  columns: [column('report_data', 'Rapportdata')],
  build: (content) => sql`select c.content as report_data from ${content}`,
});
