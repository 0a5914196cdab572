import { fields } from '@galley/dataset';
import { monitoringRecord } from './monitoring-record.js';

const { code, country, text } = fields;

export const donors = monitoringRecord({
  name: 'donors',
  label: 'donor',
  resource: 'MonitoringDonor',
  description: 'Who gives money to programs. What each gives is a program donor.',
  table: 'donor',
  fields: {
    code: code('Code', 'NORAD'),
    name: text('Name', 200, 'Norwegian Agency for Development Cooperation', { required: true }),
    country: country('Country', 'NO'),
    contact: text('Contact', 320, 'grants@norad.example'),
  },
  key: ['code'],
  sorting: { by: ['code', 'name', 'created_at', 'updated_at'], initially: 'code' },
  search: ['code', 'name', 'contact'],
});
