import { sql } from '@galley/dataset';
import { figureBuilder } from './figure-builder.js';
import { FIGURE_PARAMS, figureArguments } from './figure-parameters.js';

/** What a report counts (`ActivityLine`), one row per approved activity and per event of its own, in no order. */
export const activityLines = figureBuilder({
  name: 'activity_lines',
  label: 'Bufdir: what counts in a period',
  params: FIGURE_PARAMS,
  columns: {
    kind: 'Kind',
    source_id: 'Id',
    unit_id: 'Unit',
    region_id: 'Region',
    type: 'Type',
    type_key: 'Bufdir type',
    local_date: 'Date',
    minutes: 'Minutes',
    mentor_ids: 'Peer mentors',
    person_keys: 'People',
    person_categories: 'Their categories',
    participations: 'Participations',
    anonymous: 'Anonymous',
    events: 'Events',
    is_countable: 'Countable day',
    exclusion_reason: 'Why not',
  },
  build: (context) => sql`
    select l.kind, l.source_id, l.unit_id, l.region_id, l.type, l.type_key, l.local_date, l.minutes, to_json(l.mentor_ids) as mentor_ids,
      to_json(l.person_keys) as person_keys, to_json(l.person_categories) as person_categories, l.participations, l.anonymous, l.events,
      l.is_countable, l.exclusion_reason
    from grants.activity_lines(${figureArguments(context)}) l`,
});
