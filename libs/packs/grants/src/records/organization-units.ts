import { fields, type ReferenceField } from '@galley/dataset';
import { grantsRecord } from './grants-record.js';

const { choice, code, flag, reference, text, whole } = fields;

/** A unit by its code, wherever a record belongs to one. */
export function unit(more: fields.More<ReferenceField> = {}): ReferenceField {
  return reference('Unit', 'organization-units', 'OSLO', more);
}

export const organizationUnits = grantsRecord({
  name: 'organization-units',
  label: 'organization unit',
  resource: 'GrantsOrganizationUnit',
  description:
    'The organization itself (`org`, one of them), its regions and local associations. A unit is moved by a change of its parent.',
  table: 'organization_unit',
  fields: {
    parent: reference('Above it', 'organization-units', null, {
      description: 'The organization above regions, either above local associations; nothing = nothing',
    }),
    kind: choice('Kind', ['org', 'region', 'local'], 'local', { required: true }),
    code: code('Code', 'OSLO'),
    name: text('Name', 200, 'Likeverd Oslo', { required: true }),
    org_number: text('Organization number', 9, null, {
      description: 'Of the organization: nine digits',
      pattern: { source: '\\d{9}', says: 'must be nine digits' },
    }),
    county: text('County', 100, 'Oslo'),
    member_count: whole('Members', 120, { min: 0, description: 'Paying, at the end of the latest year' }),
    is_active: flag('Active', true, { default: true }),
  },
  key: ['code'],
  sorting: { by: ['code', 'name', 'kind', 'created_at', 'updated_at'], initially: 'code' },
  search: ['code', 'name', 'county'],
  says: {
    live_root: ['kind', 'org is the organization itself, which is there already'],
    root: ['parent_id', 'must be nothing for the organization itself'],
    parent: [
      'parent_id',
      'must be the organization for a region, the organization or a region for a local association',
    ],
  },
});
