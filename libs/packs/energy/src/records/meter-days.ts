import { date, energyRecord, PROJECT_OF_IT, quantity } from './fields.js';
import { METER } from './meter-readings.js';

export const meterDays = energyRecord({
  name: 'meter-days',
  label: 'meter day',
  resource: 'EnergyMeterDay',
  description:
    'What a meter counted in one local day of its project. What is not known is left out, never zero.',
  table: 'meter_day',
  fields: {
    project: PROJECT_OF_IT,
    meter: METER,
    day: date('Day', '2026-06-29', { required: true }),
    metered_kwh: quantity('Metered, kWh', '41235.075', { min: '0' }),
    deemed_kwh: quantity('Deemed, kWh', '820', {
      min: '0',
      default: '0',
      description: 'Not generated but owed: curtailed by the buyer or the grid',
    }),
    opening: quantity('Register at the beginning', '8079220.425', { min: '0' }),
    closing: quantity('Register at the end', '8120455.5', { min: '0' }),
    operating_hours: {
      kind: 'decimal',
      label: 'Hours of operation',
      precision: 9,
      scale: 4,
      min: '0',
      max: '25',
      example: '23.5',
    },
  },
  key: ['meter', 'day'],
  sorting: { by: ['day', 'created_at', 'updated_at'], initially: 'day' },
  search: [],
});
