import { sql } from '@galley/dataset';
import { column, ENERGY, energyBuilder, FIGURE, HOURS, PERCENT } from './energy-builder.js';
import { PERIOD, SCOPE } from './parameters.js';

/** What every contract generated, month by month. */
export const generationSummary = energyBuilder({
  name: 'generation_summary',
  label: 'Generation summary',
  params: [...PERIOD, ...SCOPE],
  columns: [
    column('project', 'Project'),
    column('contract', 'Contract'),
    column('month', 'Month'),
    column('meters', 'Meters', FIGURE),
    column('metered_kwh', 'Metered kWh', ENERGY),
    column('deemed_kwh', 'Deemed kWh', ENERGY),
    column('total_kwh', 'Total kWh', ENERGY),
    column('hours', 'Hours', HOURS),
    column('operating_hours', 'Operating hours', HOURS),
    column('availability_pct', 'Availability %', PERCENT),
    column('capacity_factor_pct', 'Capacity factor %', PERCENT),
    column('days_without_data', 'Days without data', FIGURE),
  ],
  build: ({ from, to, projects, contracts }) => sql`
    select project, contract, month, meters, metered_kwh, deemed_kwh, total_kwh, hours, operating_hours, availability_pct,
      capacity_factor_pct, days_without_data
    from energy.generation(${from}, ${to}, ${projects}, ${contracts})`,
});
