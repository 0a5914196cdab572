import type { CreateSchedule } from './schedule-bodies.js';

/** The wish for the month before, as people make it on the first. */
const MONTHLY: CreateSchedule = {
  name: 'Purchases of last month',
  report_type: 'purchase_order_list',
  format: 'pdf',
  frequency: 'monthly',
  day_of_month: 1,
  time_of_day: '06:00',
  schedule_config: { timezone: 'Asia/Bangkok', misfire_policy: 'fire_once' },
  bu_codes: ['T01'],
  filters: { date_from: 'start_of_month-1m', date_to: 'end_of_month-1m' },
  recipients: [{ type: 'email', value: 'controller@example.com' }],
};

const CRON: CreateSchedule = {
  name: 'Stock on working days',
  report_type: 'stock_on_hand',
  format: 'excel',
  cron_expression: '30 7 * * 1-5',
  bu_codes: ['T01', 'T02'],
};

/** Times are given by cron or by frequency: the properties' own examples together would be refused. */
export const SCHEDULE_EXAMPLES = {
  monthly: { summary: 'On the first, about the month before', value: MONTHLY },
  cron: { summary: 'By cron', value: CRON },
};

export const SCHEDULE_CHANGE_EXAMPLES = {
  later: { summary: 'An hour later', value: { time_of_day: '07:00' } },
};
