import { fields } from '@galley/dataset';
import { grantsRecord } from './grants-record.js';
import { unit } from './organization-units.js';
import { STAFF_AND_PEERS } from './roles.js';

const { code, flag, reference, text } = fields;

export const contacts = grantsRecord({
  name: 'contacts',
  label: 'contact',
  resource: 'GrantsContact',
  description:
    'Somebody the organization meets. Personal data: coordinators see all of them, peer mentors whom they met.',
  table: 'contact',
  fields: {
    code: code('Code', 'C-001'),
    name: text('Name', 200, 'Kari Nordmann', { required: true }),
    person_key: text('Person', 100, 'P-4711', {
      description: 'Contacts and attendees with the same key are one person',
    }),
    category: reference('Category', 'contact-categories', 'RELATIVE'),
    unit: unit(),
    email: text('E-mail', 320, 'kari@example.org'),
    phone: text('Phone', 50, '+47 22 00 00 00'),
    is_active: flag('Active', true, { default: true }),
  },
  key: ['code'],
  sorting: { by: ['code', 'name', 'created_at', 'updated_at'], initially: 'code' },
  search: ['code', 'name', 'person_key', 'email'],
  roles: { read: STAFF_AND_PEERS },
});
