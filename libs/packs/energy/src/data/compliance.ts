import { sql, type BuilderContext, type SqlFragment } from '@galley/dataset';
import { column, COUNT, energyBuilder, FIGURE, PERCENT } from './energy-builder.js';
import { AS_OF, PERIOD, SCOPE, type Arguments } from './parameters.js';

const UPCOMING_DAYS = 30;

const params = [
  ...PERIOD,
  AS_OF,
  // Beyond the period, how far ahead what is due is shown.
  { name: 'upcoming_days', type: 'int', nullable: false, default: UPCOMING_DAYS },
  ...SCOPE,
] as const;

/** Guarantees and duties of the period, and what falls due soon after it. */
function judged(
  { to, as_of, projects, contracts }: Arguments,
  { params: given }: BuilderContext,
): SqlFragment {
  return sql`
    select g.* from energy.guarantee_periods(${given.date_from ?? null}::date,
      greatest(${to}, ${as_of} + ${given.upcoming_days ?? UPCOMING_DAYS}::integer), ${as_of}, ${projects}, ${contracts}) g
    where g.due_date <= ${to} or g.status = 'upcoming'`;
}

/** How every obligation stands: compliant, breach, cured, upcoming or insufficient_data. */
export const compliance = energyBuilder({
  name: 'compliance',
  label: 'Compliance status',
  params,
  columns: [
    column('project', 'Project'),
    column('contract', 'Contract'),
    column('clause', 'Clause'),
    column('obligation', 'Obligation'),
    column('period_start', 'Period from'),
    column('period_end', 'Period to'),
    column('threshold', 'Threshold', { ...FIGURE, format: 'quantity', scale: 2 }),
    column('measured', 'Measured', { ...FIGURE, format: 'quantity', scale: 4 }),
    column('unit', 'Unit'),
    column('due_date', 'Due'),
    column('status', 'Status'),
    column('breach_start', 'Breach since'),
    column('cure_deadline', 'Cure by'),
    column('cured_at', 'Cured'),
    column('days_left', 'Days left', FIGURE),
  ],
  build: (given, context) => sql`
    select j.project, j.contract, j.clause, j.obligation, j.period_start, j.period_end, j.guaranteed as threshold, round(j.measured, 4) as measured,
      j.unit, j.due_date, j.status, j.breach_start, j.cure_deadline, j.cured_at,
      case j.status when 'breach' then (j.cure_deadline at time zone ${context.timezone}::text)::date - ${given.as_of}
        when 'upcoming' then j.due_date - ${given.as_of} end as days_left
    from (${judged(given, context)}) j`,
});

/** Per contract and over all of them: how many obligations stand how, and how many of the judged ones were kept. */
export const complianceSummary = energyBuilder({
  name: 'compliance_summary',
  label: 'Compliance rate',
  params,
  columns: [
    column('contract', 'Contract'),
    column('compliant', 'Compliant', COUNT),
    column('breach', 'Breach', COUNT),
    column('cured', 'Cured', COUNT),
    column('upcoming', 'Upcoming', COUNT),
    column('insufficient_data', 'Insufficient data', COUNT),
    column('compliance_rate', 'Compliance %', PERCENT),
    column('place', 'Place', FIGURE),
  ],
  build: (given, context) => sql`
    select coalesce(j.contract, 'All contracts') as contract,
      count(*) filter (where j.status = 'compliant') as compliant, count(*) filter (where j.status = 'breach') as breach,
      count(*) filter (where j.status = 'cured') as cured, count(*) filter (where j.status = 'upcoming') as upcoming,
      count(*) filter (where j.status = 'insufficient_data') as insufficient_data,
      energy.percent(count(*) filter (where j.status = 'compliant'), count(*) filter (where j.status in ('compliant', 'breach', 'cured')))
        as compliance_rate, grouping(j.contract) as place
    from (${judged(given, context)}) j
    group by grouping sets ((j.contract), ())
    order by grouping(j.contract), j.contract`,
});
