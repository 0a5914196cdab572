import { sql } from '@galley/dataset';
import { figureBuilder } from './figure-builder.js';
import { figureArguments, OPTIONAL_FIGURE_PARAMS } from './figure-parameters.js';

/** The figures at every level (`SummaryRow`): of a report's frozen lines, or of what the records say now. */
export const activitySummary = figureBuilder({
  name: 'activity_summary',
  label: 'Bufdir: figures of a period',
  params: [{ name: 'report_id', type: 'uuid', nullable: true }, ...OPTIONAL_FIGURE_PARAMS],
  columns: {
    level: 'Level',
    unit_id: 'Unit',
    type_key: 'Bufdir type',
    category_code: 'Category',
    activities: 'Activities',
    minutes: 'Minutes',
    mentor_minutes: 'Minutes times peer mentors',
    participations: 'Participations',
    unique_participants: 'People',
    anonymous: 'Anonymous',
    peer_mentors: 'Peer mentors',
    events: 'Events',
    countable_days: 'Countable days',
  },
  build: (context) => sql`
    select s.level, s.unit_id, s.type_key, s.category_code, s.activities, s.minutes, s.mentor_minutes, s.participations,
      s.unique_participants, s.anonymous, s.peer_mentors, s.events, s.countable_days
    from grants.activity_summary(${context.params.report_id ?? null}::uuid, ${figureArguments(context)}) s`,
});
