import { sql, type BuilderContext, type BuilderParam, type SqlFragment } from '@galley/dataset';

/** Which projects and contracts; null = all that the reader sees. */
export const SCOPE: readonly BuilderParam[] = [
  { name: 'project_ids', type: 'uuid[]', nullable: true },
  { name: 'contract_ids', type: 'uuid[]', nullable: true },
];

/** First and last day; null = from the beginning, until today in the request's zone. */
export const PERIOD: readonly BuilderParam[] = [
  { name: 'date_from', type: 'date', nullable: true },
  { name: 'date_to', type: 'date', nullable: true },
];

/** The day on which things are judged; null = today in the request's zone. */
export const AS_OF: BuilderParam = { name: 'as_of', type: 'date', nullable: true };

/** What the period is compared with; null = the period of the same length right before (energy.prior_period). */
export const PRIOR: readonly BuilderParam[] = [
  { name: 'prior_from', type: 'date', nullable: true },
  { name: 'prior_to', type: 'date', nullable: true },
];

/** The parameters as arguments of the pack's SQL functions. */
export interface Arguments {
  readonly from: SqlFragment;
  readonly to: SqlFragment;
  readonly as_of: SqlFragment;
  readonly prior: SqlFragment;
  readonly projects: SqlFragment;
  readonly contracts: SqlFragment;
}

/** Reads the shared parameters; those that a builder does not declare are absent and stand for all. */
export function argumentsOf({ params, timezone }: BuilderContext): Arguments {
  const { date_from = null, date_to = null, as_of = null, prior_from = null, prior_to = null } = params;
  const { project_ids = null, contract_ids = null } = params;
  const today = sql`(now() at time zone ${timezone}::text)::date`;
  const from = date_from === null ? sql`'-infinity'::date` : sql`${date_from}::date`;
  const to = date_to === null ? today : sql`${date_to}::date`;
  return {
    from,
    to,
    as_of: as_of === null ? today : sql`${as_of}::date`,
    prior:
      prior_from === null || prior_to === null
        ? sql`energy.prior_period(${from}, ${to})`
        : sql`daterange(${prior_from}::date, ${prior_to}::date, '[]')`,
    projects: sql`${project_ids}::uuid[]`,
    contracts: sql`${contract_ids}::uuid[]`,
  };
}
