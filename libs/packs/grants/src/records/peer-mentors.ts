import { fields } from '@galley/dataset';
import { grantsRecord } from './grants-record.js';
import { unit } from './organization-units.js';
import { STAFF_AND_PEERS } from './roles.js';

const { code, date, flag, text, uuid } = fields;

export const peerMentors = grantsRecord({
  name: 'peer-mentors',
  label: 'peer mentor',
  resource: 'GrantsPeerMentor',
  description:
    'A registered peer mentor (likeperson). Coordinators see all of them, peer mentors themselves and with whom they led.',
  table: 'peer_mentor',
  fields: {
    code: code('Code', 'PM-001'),
    name: text('Name', 200, 'Ola Nordmann', { required: true }),
    unit: unit(),
    user_id: uuid('Account', null, {
      description: 'Their user, where they have one: then they see and record their own activities',
    }),
    registered_on: date('Registered', '2024-01-15'),
    is_active: flag('Active', true, { default: true }),
  },
  key: ['code'],
  sorting: { by: ['code', 'name', 'created_at', 'updated_at'], initially: 'code' },
  search: ['code', 'name'],
  roles: { read: STAFF_AND_PEERS },
  says: { live_user: ['user_id', 'is the account of another peer mentor'] },
});
