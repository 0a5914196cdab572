import { fields } from '@galley/dataset';
import { grantsRecord } from './grants-record.js';

const { code, flag, text } = fields;

export const contactCategories = grantsRecord({
  name: 'contact-categories',
  label: 'contact category',
  resource: 'GrantsContactCategory',
  description: 'How an organization sorts the people it meets.',
  table: 'contact_category',
  fields: {
    code: code('Code', 'RELATIVE'),
    name: text('Name', 200, 'Relative', { required: true }),
    is_active: flag('Active', true, { default: true }),
  },
  key: ['code'],
  sorting: { by: ['code', 'name', 'created_at', 'updated_at'], initially: 'code' },
  search: ['code', 'name'],
});
