import { sql } from '@galley/dataset';
import { column, HOURS, IS_SUM, MORE_FIGURES, moreFigures, PLACE, reportBuilder } from './report-builder.js';

const ACTIVITIES = column('activities', 'Antall aktiviteter');
const PEOPLE = column('unique_participants', 'Deltakere (unike)');
const TIME = column('hours', 'Timer', HOURS);

/** Labels and order of the first columns are those of the CSV that Bufdir's form is filled in from (BU-C-8). */
export const reportActivityTypes = reportBuilder({
  name: 'activity_types',
  label: 'Bufdir: aktivitetstyper',
  columns: [
    column('activity_type', 'Aktivitetstype'),
    ACTIVITIES,
    PEOPLE,
    TIME,
    ...MORE_FIGURES,
    IS_SUM,
    PLACE,
  ],
  build: (content) => sql`
    select case when f.is_sum then 'Sum' else f.entry ->> 'label' end as activity_type, f.activities, f.unique_participants, f.hours,
      ${moreFigures}, f.is_sum, f.place
    from ${content}, grants.report_figures(c.content -> 'activity_types', c.content -> 'totals') f`,
});

/** Every region, and the organization as a whole: what is recorded at its top is in no region. */
export const reportRegions = reportBuilder({
  name: 'regions',
  label: 'Bufdir: regioner',
  columns: [column('region', 'Region'), ACTIVITIES, PEOPLE, TIME, ...MORE_FIGURES, IS_SUM, PLACE],
  build: (content) => sql`
    select case when f.is_sum then 'Hele organisasjonen' else f.entry ->> 'name' end as region, f.activities, f.unique_participants, f.hours,
      ${moreFigures}, f.is_sum, f.place
    from ${content}, grants.report_figures(c.content -> 'regions', c.content -> 'totals') f`,
});

/** Every region by type of activity. */
export const reportRegionTypes = reportBuilder({
  name: 'region_types',
  label: 'Bufdir: aktivitetstyper per region',
  columns: [
    column('region', 'Region'),
    column('activity_type', 'Aktivitetstype'),
    ACTIVITIES,
    PEOPLE,
    TIME,
    ...MORE_FIGURES,
    PLACE,
  ],
  build: (content) => sql`
    select r.region ->> 'name' as region, coalesce(t.type ->> 'label', f.entry ->> 'key') as activity_type, f.activities,
      f.unique_participants, f.hours, ${moreFigures}, (row_number() over (order by r.place, f.place))::integer as place
    from ${content}, jsonb_array_elements(c.content -> 'regions') with ordinality as r (region, place),
      grants.report_figures(r.region -> 'activity_types') f
      left join jsonb_array_elements(c.content -> 'activity_types') as t (type) on t.type ->> 'key' = f.entry ->> 'key'`,
});

/** Every local association, those without activities too (BU-B-7), and the organization as a whole. */
export const reportLocalAssociations = reportBuilder({
  name: 'local_associations',
  label: 'Bufdir: lokallag',
  columns: [
    column('local_association', 'Lokallag'),
    column('region', 'Region'),
    ACTIVITIES,
    PEOPLE,
    TIME,
    ...MORE_FIGURES,
    IS_SUM,
    PLACE,
  ],
  build: (content) => sql`
    select case when f.is_sum then 'Hele organisasjonen' else f.entry ->> 'name' end as local_association, r.region ->> 'name' as region,
      f.activities, f.unique_participants, f.hours, ${moreFigures}, f.is_sum, f.place
    from ${content}, grants.report_figures(c.content -> 'local_associations', c.content -> 'totals') f
      left join jsonb_array_elements(c.content -> 'regions') as r (region) on r.region ->> 'unit_id' = f.entry ->> 'region_id'`,
});
