import { fields, type RecordRule } from '@galley/dataset';
import { monitoringRecord } from './monitoring-record.js';
import { program } from './programs.js';

const { currency, money, reference, text } = fields;

const inSomeCurrency: RecordRule = {
  field: 'currency',
  says: 'is required with an amount',
  holds: ({ amount = null, currency: paidIn = null }) => amount === null || paidIn !== null,
};

export const programDonors = monitoringRecord({
  name: 'program-donors',
  label: 'program donor',
  resource: 'MonitoringProgramDonor',
  description: 'A grant: what a donor gives to a program. A donor gives several under different references.',
  table: 'program_donor',
  fields: {
    program: program(),
    donor: reference('Donor', 'donors', 'NORAD', { required: true }),
    grant_ref: text('Reference', 100, 'UGA-26/0014', { description: 'What the donor calls the grant by' }),
    amount: money('Amount', '1500000.00', { min: '0' }),
    currency: currency('NOK'),
  },
  key: ['program', 'donor', 'grant_ref'],
  sorting: { by: ['created_at', 'updated_at'], initially: 'created_at' },
  search: ['grant_ref'],
  rules: [inSomeCurrency],
  says: {
    live_key: ['grant_ref', 'is a grant of this donor to this program already'],
    amount: ['amount', 'must not be negative, and is of a currency'],
  },
});
