import { choice, code, CONTRACT, energyRecord, flag, PROJECT_OF_IT, text } from './fields.js';

export const meters = energyRecord({
  name: 'meters',
  label: 'meter',
  resource: 'EnergyMeter',
  table: 'meter',
  fields: {
    project: PROJECT_OF_IT,
    contract: CONTRACT,
    code: code('Code', 'SUNFIELD-M1'),
    name: text('Name', 200, 'Main meter', { required: true }),
    kind: choice('Kind', ['settlement', 'check'], 'settlement', {
      default: 'settlement',
      description: 'A check meter is read and never billed',
    }),
    serial_no: text('Serial number', 100, 'SN-004711'),
    is_active: flag('Active', true, { default: true }),
  },
  key: ['code'],
  sorting: { by: ['code', 'name', 'created_at', 'updated_at'], initially: 'code' },
  search: ['code', 'name', 'serial_no'],
});
