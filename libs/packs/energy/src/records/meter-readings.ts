import type { RecordValues, ReferenceField } from '@galley/dataset';
import { choice, energyRecord, PROJECT_OF_IT, quantity, timestamp, whole, later } from './fields.js';

/** A meter, and with it the project. */
export const METER: ReferenceField = {
  kind: 'reference',
  label: 'Meter',
  to: 'meters',
  by: 'code',
  required: true,
  carries: ['project_id'],
  example: 'SUNFIELD-M1',
};

const MAX_DURATION_S = 366 * 86_400;

export const meterReadings = energyRecord({
  name: 'meter-readings',
  label: 'meter reading',
  resource: 'EnergyMeterReading',
  description:
    'What a meter counted from one instant to another: an hour, a quarter of one, a local day of 23 to 25 hours. Readings of a meter never overlap.',
  table: 'meter_reading',
  fields: {
    project: PROJECT_OF_IT,
    meter: METER,
    starts_at: timestamp('Start', '2026-06-30T05:00:00Z', { required: true }),
    ends_at: timestamp('End', '2026-07-01T05:00:00Z', { required: true, description: 'Or duration_s' }),
    duration_s: whole('Duration, seconds', null, {
      write_only: true,
      min: 1,
      max: MAX_DURATION_S,
      description: 'In place of ends_at',
    }),
    energy_kwh: quantity('Energy, kWh', '41235.075', { required: true, min: '0' }),
    register_kwh: quantity('Register at the end, kWh', '8120455.5', { min: '0' }),
    quality: choice('Quality', ['measured', 'estimated', 'corrected'], 'measured', { default: 'measured' }),
  },
  key: ['meter', 'starts_at'],
  sorting: { by: ['starts_at', 'ends_at', 'created_at', 'updated_at'], initially: 'starts_at' },
  search: [],
  completed: { fields: ['ends_at'], fill: endFromDuration },
  rules: [
    later('starts_at', 'ends_at'),
    {
      field: 'duration_s',
      says: 'must end where ends_at does',
      holds: ({ starts_at, ends_at, duration_s = null }) =>
        duration_s === null || Date.parse(String(ends_at)) === endOf(starts_at, duration_s),
    },
  ],
  says: { overlap: ['starts_at', 'is within another reading of the meter'] },
});

function endFromDuration(values: RecordValues): RecordValues {
  const { starts_at = null, ends_at = null, duration_s = null } = values;
  if (starts_at === null || duration_s === null || ends_at !== null) return values;
  return { ...values, ends_at: new Date(endOf(starts_at, duration_s)).toISOString() };
}

function endOf(startsAt: unknown, durationS: unknown): number {
  return Date.parse(String(startsAt)) + Number(durationS) * 1000;
}
