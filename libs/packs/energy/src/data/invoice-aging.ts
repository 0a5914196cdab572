import { sql } from '@galley/dataset';
import { column, energyBuilder, FIGURE, MONEY, PERCENT } from './energy-builder.js';
import { AS_OF, SCOPE } from './parameters.js';

const params = [
  AS_OF,
  // generated: what others owe; received: what is owed to them; null = both.
  { name: 'direction', type: 'text', nullable: true, default: 'generated' },
  ...SCOPE,
] as const;

const BUCKETS = [
  column('bucket_current', 'Current', MONEY),
  column('bucket_1_30', '1–30', MONEY),
  column('bucket_31_60', '31–60', MONEY),
  column('bucket_61_90', '61–90', MONEY),
  column('bucket_91_120', '91–120', MONEY),
  column('bucket_over_120', '> 120', MONEY),
];

/** Open invoices by how long they are overdue. */
export const invoiceAging = energyBuilder({
  name: 'invoice_aging',
  label: 'Invoice aging',
  params,
  columns: [
    column('project', 'Project'),
    column('counterparty', 'Counterparty'),
    column('invoice_no', 'Invoice'),
    column('invoice_date', 'Date'),
    column('due_date', 'Due'),
    column('currency', 'Currency'),
    column('original', 'Original', MONEY),
    column('paid_as_of', 'Paid', MONEY),
    column('open', 'Open', MONEY),
    column('days_overdue', 'Days overdue', FIGURE),
    ...BUCKETS,
  ],
  build: ({ as_of, projects, contracts }, { params: given }) => sql`
    select project, counterparty, invoice_no, invoice_date, due_date, currency, original, paid_as_of, open, days_overdue,
      bucket_current, bucket_1_30, bucket_31_60, bucket_61_90, bucket_91_120, bucket_over_120
    from energy.open_items(${as_of}, ${given.direction ?? null}::text, ${projects}, ${contracts})`,
});

/** Per currency: the sum of each bucket and its share of all that is open. */
export const invoiceAgingTotals = energyBuilder({
  name: 'invoice_aging_totals',
  label: 'Invoice aging by bucket',
  params,
  columns: [
    column('currency', 'Currency'),
    column('bucket', 'Days overdue'),
    column('open', 'Open', MONEY),
    column('share_pct', 'Share %', PERCENT),
    column('invoices', 'Invoices', { role: 'measure' }),
    column('place', 'Place', FIGURE),
  ],
  build: ({ as_of, projects, contracts }, { params: given }) => sql`
    with items as (select * from energy.open_items(${as_of}, ${given.direction ?? null}::text, ${projects}, ${contracts})),
    buckets as (
      select i.currency, b.place, b.bucket, coalesce(sum(b.amount), 0) as open, count(b.amount) as invoices
      from items i
      cross join lateral (values (1, 'current', i.bucket_current), (2, '1-30', i.bucket_1_30), (3, '31-60', i.bucket_31_60),
        (4, '61-90', i.bucket_61_90), (5, '91-120', i.bucket_91_120), (6, '>120', i.bucket_over_120)) as b (place, bucket, amount)
      group by i.currency, b.place, b.bucket
    )
    select currency, bucket, open, energy.percent(open, sum(open) over (partition by currency)) as share_pct, invoices, place
    from buckets order by currency, place`,
});
