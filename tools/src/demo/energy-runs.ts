import { organizationTemplates, platformTemplates } from '@galley/pack-energy/report';

/** The last quarter that the demo's data have. */
const QUARTER = { date_from: '2026-04-01', date_to: '2026-06-30' };
const JUNE = { date_from: '2026-06-01', date_to: '2026-06-30' };
const END = { as_of: '2026-06-30' };

/** What each report of the pack is asked in demo and gallery. */
const FILTERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  settlement: JUNE,
  compliance: { ...QUARTER, ...END },
  financial_summary: QUARTER,
  invoice_aging: END,
  expense_by_category: QUARTER,
  ld_summary: { ...QUARTER, ...END },
  generation_summary: { date_from: '2026-01-01', date_to: '2026-06-30' },
};

export interface EnergyRun {
  readonly name: string;
  readonly report_type: string;
  readonly filters: Readonly<Record<string, string>>;
}

/** The six templates of an organization and the generation summary, in the order of their names. */
export function energyReports(): readonly EnergyRun[] {
  return [...organizationTemplates(), ...platformTemplates()]
    .filter(({ kind }) => kind === 'report')
    .map(({ name, report_type }) => ({ name, report_type, filters: FILTERS[report_type] ?? QUARTER }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

export interface EnergyExport {
  readonly data_type: string;
  readonly filters: Readonly<Record<string, string>>;
  /** Of `custom`: the report whose data leave. */
  readonly report_type?: string;
}

/** One request for each export data type. */
export function energyExports(): readonly EnergyExport[] {
  const offered = platformTemplates()
    .filter(({ kind }) => kind === 'export')
    .map(({ report_type }) => ({ data_type: report_type.replace('export_', ''), filters: JUNE }));
  return [...offered, { data_type: 'custom', report_type: 'generation_summary', filters: JUNE }];
}
