import { constraintWords, fields } from '@galley/dataset';
import { grantsRecord } from './grants-record.js';
import { unit } from './organization-units.js';

const { code, reference, text, timestamp, whole } = fields;

export const events = grantsRecord({
  name: 'events',
  label: 'event',
  resource: 'GrantsEvent',
  description:
    'An open arrangement. Who came took part in its activity, where it belongs to one; each attendee is a person or a number of people nobody knows.',
  table: 'event',
  fields: {
    unit: unit({ required: true }),
    activity: { ...reference('Activity', 'activities', 'A-2025-001'), by: 'reference' },
    code: code('Code', 'E-2025-001'),
    name: text('Name', 200, 'Open evening', { required: true }),
    date: timestamp('Begin', '2025-03-12T16:00:00Z', { required: true, takes_days: true }),
  },
  key: ['code'],
  sorting: { by: ['date', 'code', 'name', 'created_at', 'updated_at'], initially: '-date' },
  search: ['code', 'name'],
  children: {
    attendees: {
      label: 'Attendees',
      singular: 'attendee',
      table: 'event_attendee',
      parent: 'event_id',
      key: 'line_no',
      fields: {
        line_no: whole('Line', 1, { required: true, min: 1, max: 100_000 }),
        person_key: text('Person', 100, 'P-4711', {
          description: 'Person key of a contact, or its code',
        }),
        anonymous_count: whole('People nobody knows', null, { min: 1, max: 100_000 }),
      },
      constraints: constraintWords('event_attendee', {
        who: ['attendees', 'must each have either person_key or anonymous_count'],
      }),
    },
  },
});
