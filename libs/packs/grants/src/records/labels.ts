import { fields } from '@galley/dataset';
import { grantsRecord } from './grants-record.js';

const { choice, text } = fields;

export const labels = grantsRecord({
  name: 'labels',
  label: 'label',
  resource: 'GrantsLabel',
  description:
    'What an organization calls a type of activity or a category of contacts, and what that is to Bufdir. Several names may be one thing; capitals do not matter.',
  table: 'organization_label',
  fields: {
    kind: choice('Of', ['activity_type', 'contact_category'], 'activity_type', { default: 'activity_type' }),
    internal: text('In the words of the organization', 100, 'Treff', { required: true }),
    key: text('Key of the Bufdir schema', 50, 'group', {
      required: true,
      pattern: { source: '[a-z][a-z0-9_]*', says: 'must be a key such as one_to_one, group or course' },
    }),
    bufdir_label: text('Printed', 200, null, { description: 'In place of what the schema calls it' }),
  },
  key: ['kind', 'internal'],
  sorting: { by: ['internal', 'key', 'kind', 'created_at', 'updated_at'], initially: 'internal' },
  search: ['internal', 'key', 'bufdir_label'],
  says: { live_key: ['internal', 'is mapped already, however it is capitalised'] },
});
