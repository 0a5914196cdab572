/** What an organization of the demo has; everything that happens in it is made by `demo/*.sql`. */
export interface EnergyOrganization {
  readonly code: string;
  readonly name: string;
  readonly locale: string;
  readonly timezone: string;
  readonly currency: string;
  readonly projects: readonly PlannedProject[];
  readonly contracts: readonly PlannedContract[];
  readonly meters: readonly { readonly code: string; readonly contract: string; readonly name: string }[];
  readonly people: readonly Person[];
  readonly schedules: readonly PlannedSchedule[];
  /** Days that reports are at hand. */
  readonly report_days: number;
  /** What becomes of them then: removed, or into the archive. */
  readonly removes_reports: boolean;
}

interface PlannedProject {
  readonly code: string;
  readonly name: string;
  readonly country: string;
  readonly timezone: string;
}

interface PlannedContract {
  readonly code: string;
  readonly project: string;
  readonly name: string;
  readonly kind: 'PPA' | 'O&M';
  readonly counterparty: string;
  readonly currency: string;
  readonly capacity_kw?: number;
  readonly tax_pct: number;
  readonly market?: string;
  readonly rounding_policy?: 'none' | 'two_decimals';
}

export interface Person {
  readonly name: string;
  readonly role: 'org_admin' | 'coordinator' | 'member';
  /** Codes of projects the person is confined to; empty = all. */
  readonly projects: readonly string[];
}

/** When which report runs by itself; `dow` 0 = Sunday, `time` by the clock of the organization. */
export interface PlannedSchedule {
  readonly name: string;
  /** Type of the report. */
  readonly report: string;
  readonly format: 'pdf' | 'excel' | 'csv';
  /** Absent: by `cron`. */
  readonly frequency?: 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'annual' | 'on_demand';
  readonly cron?: string;
  readonly dow?: number;
  readonly dom?: number;
  readonly time: string;
  readonly project?: string;
  readonly paused?: true;
  /** Days that a run looks back. */
  readonly days: number;
}

/** Sells sunshine in three zones, two of which change their clocks. */
const solar: EnergyOrganization = {
  code: 'solar',
  name: 'Meridian Solar Partners',
  locale: 'en-US',
  timezone: 'America/New_York',
  currency: 'USD',
  projects: [
    { code: 'ALDER', name: 'Alder Creek Solar', country: 'United States', timezone: 'America/New_York' },
    { code: 'MESA', name: 'Blue Mesa Solar', country: 'United States', timezone: 'America/Denver' },
    { code: 'NAIVASHA', name: 'Naivasha Solar', country: 'Kenya', timezone: 'Africa/Nairobi' },
  ],
  contracts: [
    {
      code: 'PPA-ALDER',
      project: 'ALDER',
      name: 'Alder Creek power purchase',
      kind: 'PPA',
      counterparty: 'Piedmont Textiles Inc.',
      currency: 'USD',
      capacity_kw: 10_000,
      tax_pct: 6,
      market: 'PJM',
    },
    {
      code: 'PPA-MESA',
      project: 'MESA',
      name: 'Blue Mesa power purchase',
      kind: 'PPA',
      counterparty: 'Front Range Water District',
      currency: 'USD',
      capacity_kw: 6_500,
      tax_pct: 4,
      market: 'WECC',
      rounding_policy: 'two_decimals',
    },
    {
      code: 'PPA-NAIVASHA',
      project: 'NAIVASHA',
      name: 'Naivasha power purchase',
      kind: 'PPA',
      counterparty: 'Rift Valley Brewers Ltd',
      currency: 'KES',
      capacity_kw: 4_200,
      tax_pct: 16,
      market: 'KE-GRID',
    },
    {
      code: 'OM-ALDER',
      project: 'ALDER',
      name: 'Operation of Alder Creek',
      kind: 'O&M',
      counterparty: 'Volt & Watt Engineering',
      currency: 'USD',
      tax_pct: 6,
    },
    {
      code: 'OM-NAIVASHA',
      project: 'NAIVASHA',
      name: 'Operation of Naivasha',
      kind: 'O&M',
      counterparty: 'Savanna Power Services',
      currency: 'KES',
      tax_pct: 16,
    },
  ],
  meters: [
    { code: 'AL-1', contract: 'PPA-ALDER', name: 'Alder Creek, north field' },
    { code: 'AL-2', contract: 'PPA-ALDER', name: 'Alder Creek, south field' },
    { code: 'AL-3', contract: 'PPA-ALDER', name: 'Alder Creek, car park' },
    { code: 'ME-1', contract: 'PPA-MESA', name: 'Blue Mesa, upper terrace' },
    { code: 'ME-2', contract: 'PPA-MESA', name: 'Blue Mesa, lower terrace' },
    { code: 'NA-1', contract: 'PPA-NAIVASHA', name: 'Naivasha, lake side' },
    { code: 'NA-2', contract: 'PPA-NAIVASHA', name: 'Naivasha, brewery roof' },
  ],
  people: [
    { name: 'Ada Meridian', role: 'org_admin', projects: [] },
    { name: 'Bruno Meridian', role: 'org_admin', projects: [] },
    { name: 'Carla Meridian', role: 'coordinator', projects: [] },
    { name: 'Dan Meridian', role: 'member', projects: ['ALDER'] },
    { name: 'Esi Meridian', role: 'member', projects: ['NAIVASHA'] },
  ],
  schedules: [
    {
      name: 'Generation of yesterday',
      report: 'generation_summary',
      format: 'csv',
      frequency: 'daily',
      time: '05:00',
      days: 1,
    },
    {
      name: 'Open invoices every Monday',
      report: 'invoice_aging',
      format: 'pdf',
      frequency: 'weekly',
      dow: 1,
      time: '06:30',
      days: 30,
    },
    {
      name: 'Settlement of the month',
      report: 'settlement',
      format: 'pdf',
      frequency: 'monthly',
      dom: 3,
      time: '06:00',
      days: 31,
    },
    {
      name: 'Compliance for the lenders',
      report: 'compliance',
      format: 'pdf',
      frequency: 'quarterly',
      dom: 10,
      time: '08:00',
      days: 92,
    },
    {
      name: 'Year in figures',
      report: 'financial_summary',
      format: 'excel',
      frequency: 'annual',
      dom: 15,
      time: '07:00',
      days: 365,
    },
    {
      name: 'Damages on working days',
      report: 'ld_summary',
      format: 'pdf',
      cron: '0 7 * * 1-5',
      time: '07:00',
      days: 90,
    },
  ],
  report_days: 90,
  removes_reports: false,
};

/** Sells wind in kroner, euros and pounds. */
const wind: EnergyOrganization = {
  code: 'wind',
  name: 'Nordavind Kraft AS',
  locale: 'nb',
  timezone: 'Europe/Oslo',
  currency: 'NOK',
  projects: [
    { code: 'FOSEN', name: 'Fosen Nord vindpark', country: 'Norway', timezone: 'Europe/Oslo' },
    { code: 'AERLIG', name: 'Ærlig vindpark', country: 'Norway', timezone: 'Europe/Oslo' },
    { code: 'LEWIS', name: 'Lewis Ridge Wind', country: 'United Kingdom', timezone: 'Europe/London' },
  ],
  contracts: [
    {
      code: 'PPA-W-FOSEN',
      project: 'FOSEN',
      name: 'Kraftkjøp Fosen',
      kind: 'PPA',
      counterparty: 'Nordlys Aluminium AS',
      currency: 'NOK',
      capacity_kw: 12_000,
      tax_pct: 25,
      market: 'NO3',
    },
    {
      code: 'PPA-W-AERLIG',
      project: 'AERLIG',
      name: 'Kraftkjøp Ærlig',
      kind: 'PPA',
      counterparty: 'Fjordkraft Foods AS',
      currency: 'EUR',
      capacity_kw: 8_000,
      tax_pct: 25,
      market: 'NO1',
    },
    {
      code: 'PPA-W-LEWIS',
      project: 'LEWIS',
      name: 'Lewis Ridge power purchase',
      kind: 'PPA',
      counterparty: 'Hebrides Distillers plc',
      currency: 'GBP',
      capacity_kw: 5_400,
      tax_pct: 20,
      market: 'GB',
    },
    {
      code: 'OM-W-FOSEN',
      project: 'FOSEN',
      name: 'Drift av Fosen',
      kind: 'O&M',
      counterparty: 'Vindservice Midt AS',
      currency: 'NOK',
      tax_pct: 25,
    },
    {
      code: 'OM-W-LEWIS',
      project: 'LEWIS',
      name: 'Operation of Lewis Ridge',
      kind: 'O&M',
      counterparty: 'Gannet Turbine Care Ltd',
      currency: 'GBP',
      tax_pct: 20,
    },
  ],
  meters: [
    { code: 'FO-1', contract: 'PPA-W-FOSEN', name: 'Fosen, rekke 1' },
    { code: 'FO-2', contract: 'PPA-W-FOSEN', name: 'Fosen, rekke 2' },
    { code: 'FO-3', contract: 'PPA-W-FOSEN', name: 'Fosen, rekke 3' },
    { code: 'AE-1', contract: 'PPA-W-AERLIG', name: 'Ærlig vest' },
    { code: 'AE-2', contract: 'PPA-W-AERLIG', name: 'Ærlig øst' },
    { code: 'LE-1', contract: 'PPA-W-LEWIS', name: 'Lewis, east ridge' },
    { code: 'LE-2', contract: 'PPA-W-LEWIS', name: 'Lewis, west ridge' },
  ],
  people: [
    { name: 'Frida Nordavind', role: 'org_admin', projects: [] },
    { name: 'Gunnar Nordavind', role: 'org_admin', projects: [] },
    { name: 'Hedda Nordavind', role: 'member', projects: ['LEWIS'] },
  ],
  schedules: [
    {
      name: 'Avregning når noen spør',
      report: 'settlement',
      format: 'pdf',
      frequency: 'on_demand',
      time: '06:00',
      days: 31,
    },
    {
      name: 'Kostnader ved månedsslutt',
      report: 'expense_by_category',
      format: 'excel',
      frequency: 'monthly',
      dom: 31,
      time: '18:00',
      paused: true,
      days: 31,
    },
    {
      name: 'Produksjon hver uke',
      report: 'generation_summary',
      format: 'csv',
      frequency: 'weekly',
      dow: 0,
      time: '23:30',
      days: 7,
    },
    {
      name: 'Lewis Ridge, guarantees of the quarter',
      report: 'compliance',
      format: 'pdf',
      frequency: 'quarterly',
      dom: 5,
      time: '09:00',
      project: 'LEWIS',
      days: 92,
    },
    {
      name: 'Åpne poster',
      report: 'invoice_aging',
      format: 'pdf',
      frequency: 'daily',
      time: '02:30',
      days: 30,
    },
    {
      name: 'Årsregnskap for kraft',
      report: 'financial_summary',
      format: 'excel',
      frequency: 'annual',
      dom: 31,
      time: '12:00',
      days: 365,
    },
  ],
  report_days: 30,
  removes_reports: true,
};

export const energyOrganizations: readonly EnergyOrganization[] = [solar, wind];
