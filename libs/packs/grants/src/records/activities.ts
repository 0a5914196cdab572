import { fields } from '@galley/dataset';
import { grantsRecord } from './grants-record.js';
import { unit } from './organization-units.js';
import { STAFF, STAFF_AND_PEERS } from './roles.js';

const { choice, country, flag, reference, text, timestamp, uuid, whole } = fields;

const MINUTES_PER_DAY = 1_440;

export const activities = grantsRecord({
  name: 'activities',
  label: 'activity',
  resource: 'GrantsActivity',
  description:
    'Peer work that was done: a conversation, a group, a course. It counts once it is approved. Peer mentors record and change their own until somebody decides.',
  table: 'activity',
  fields: {
    unit: unit({ required: true }),
    reference: text('Reference', 100, 'A-2025-001', {
      description: 'What the organization calls it by, if it does; a file finds it again by this',
    }),
    type: text('Type', 100, 'Treff', {
      required: true,
      description: 'In the words of the organization; labels say what it is to Bufdir',
    }),
    date: timestamp('Begin', '2025-03-12T16:00:00Z', {
      required: true,
      takes_days: true,
      description: 'Its local day decides the period; a plain day will do',
    }),
    duration_min: whole('Duration, minutes', 90, { required: true, min: 1, max: MINUTES_PER_DAY }),
    title: text('Title', 200, 'Open group'),
    notes: text('Notes', 10_000, 'Went well', {
      seen_by: ['admin', 'coordinator', 'peer'],
      description: 'Not shown to members, like the people',
    }),
    location_country: country('Country', 'NO', { default: 'NO', description: 'Where it took place' }),
    is_in_person: flag('In person', true, { default: true }),
    approval_status: choice('Approval', ['pending', 'approved', 'rejected', 'flagged'], 'pending', {
      default: 'pending',
      description: 'Coordinators may create it decided; later it is approved, rejected, flagged',
    }),
    decided_at: timestamp('Decided', null, { read_only: true }),
    decided_by_id: uuid('Decided by', null, { read_only: true }),
    decision_note: text('Why', 1_000, null, { read_only: true }),
  },
  key: ['reference'],
  sorting: {
    by: ['date', 'type', 'duration_min', 'approval_status', 'created_at', 'updated_at'],
    initially: '-date',
  },
  search: ['reference', 'type', 'title'],
  children: {
    peer_mentors: {
      label: 'Peer mentors',
      singular: 'peer_mentor',
      table: 'activity_peer_mentor',
      parent: 'activity_id',
      key: 'peer_mentor',
      fields: { peer_mentor: reference('Peer mentor', 'peer-mentors', 'PM-001', { required: true }) },
    },
    contacts: {
      label: 'Contacts',
      singular: 'contact',
      table: 'activity_contact',
      parent: 'activity_id',
      key: 'contact',
      fields: { contact: reference('Contact', 'contacts', 'C-001', { required: true }) },
    },
  },
  states: {
    field: 'approval_status',
    moves: {
      approve: { label: 'Approve', from: ['pending', 'flagged'], to: 'approved' },
      reject: { label: 'Reject', from: ['pending', 'flagged'], to: 'rejected', asks_why: true },
      flag: { label: 'Flag', from: ['pending', 'approved'], to: 'flagged', asks_why: true },
    },
    decided: { at: 'decided_at', by: 'decided_by_id', why: 'decision_note' },
    roles: STAFF,
  },
  roles: { write: STAFF_AND_PEERS, remove: STAFF, import: STAFF },
  says: {
    unit: ['unit_id', 'must be a unit that is active'],
    transition: ['approval_status', 'cannot be changed like that'],
  },
});
