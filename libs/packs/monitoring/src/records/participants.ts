import { constraintWords, fields, type RecordRule } from '@galley/dataset';
import { monitoringRecord } from './monitoring-record.js';
import { FIELD_STAFF } from './roles.js';

const { choice, code, date, flag, reference, text, whole } = fields;

const SEXES = ['female', 'male', 'other', 'unknown'];
const NEEDS_CONSENT = 'requires consent: leave it out, or record that they agreed';

/** Who did not agree is counted all the same, without what tells who they are. */
const withConsent = (field: string): RecordRule => ({
  field,
  says: NEEDS_CONSENT,
  holds: ({ consent = false, [field]: told = null }) => consent === true || told === null,
});

export const participants = monitoringRecord({
  name: 'participants',
  label: 'participant',
  resource: 'MonitoringParticipant',
  description:
    'Somebody who takes part. Personal data: name and day of birth are kept of those who agreed, others are counted without. Withdrawn consent takes them away in the same change.',
  table: 'participant',
  fields: {
    project: reference('Project', 'projects', 'WASH-ADJ', {
      description: 'Where they were registered; nothing = nowhere in particular',
    }),
    code: code('Code', 'P-0001'),
    person_key: text('Person', 100, 'UGA-77-4711', {
      description: 'Participants with the same key are one person, and counted as one',
    }),
    name: text('Name', 200, 'Amina Okello', { description: 'With consent only' }),
    sex: choice('Sex', SEXES, 'female', { default: 'unknown' }),
    birth_date: date('Day of birth', '1994-05-17', { description: 'With consent only' }),
    household_head: flag('Head of household', true, { default: false }),
    consent: flag('Consent', true, {
      default: false,
      description: 'That they agreed to be on record with their name',
    }),
    consent_on: date('Consent given', '2026-02-01'),
    location: text('Location', 200, 'Pakele'),
  },
  key: ['code'],
  sorting: { by: ['code', 'sex', 'created_at', 'updated_at'], initially: 'code' },
  search: ['code', 'name', 'person_key', 'location'],
  children: {
    household_members: {
      label: 'Household members',
      singular: 'household_member',
      table: 'household_member',
      parent: 'participant_id',
      key: 'line_no',
      carries: ['project_id'],
      fields: {
        line_no: whole('Line', 1, { required: true, min: 1, max: 1_000 }),
        name: text('Name', 200, 'Grace Okello', { description: 'With consent of the participant only' }),
        sex: choice('Sex', SEXES, 'female', { default: 'unknown' }),
        age: whole('Age', 8, { min: 0, max: 130, description: 'In years' }),
        relation: text('Relation', 50, 'daughter'),
      },
      constraints: constraintWords('household_member', {
        age: ['household_members', 'must each be from 0 to 130 years old'],
        consent: ['household_members', 'must have no names as long as the participant has not agreed'],
      }),
    },
  },
  rules: ['name', 'birth_date', 'consent_on'].map(withConsent),
  roles: { write: FIELD_STAFF },
  says: {
    consent: ['name', NEEDS_CONSENT],
    birth_date: ['birth_date', NEEDS_CONSENT],
    consent_on: ['consent_on', NEEDS_CONSENT],
  },
});
