import { readFileSync } from 'node:fs';

/** shared/cases/next-run.json: the smallest instant strictly after `from`. */
export interface FrequencyCase {
  readonly frequency: string;
  readonly day_of_week: number | null;
  readonly day_of_month: number | null;
  readonly time_of_day: string;
  readonly timezone: string;
  readonly from: string;
  readonly next: string | null;
}

export interface CronCase {
  readonly expr: string;
  readonly tz: string;
  readonly from: string;
  readonly next: string;
}

export interface PolicyCase extends Omit<CronCase, 'next'> {
  readonly accept: readonly string[];
  readonly engines: { readonly cron_parser: string };
}

/** shared/cases/cron.json: `must` all, `policy` as our engine says, `invalid` refused. */
export interface CronCases {
  readonly must: readonly CronCase[];
  readonly policy: readonly PolicyCase[];
  readonly invalid: readonly { readonly expr: string; readonly why: string }[];
}

export function frequencyCases(): readonly FrequencyCase[] {
  return (read('next-run.cases.json') as { cases: readonly FrequencyCase[] }).cases;
}

export function cronCases(): CronCases {
  return read('cron.cases.json') as CronCases;
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}
