import { Fraction } from './fraction.js';

export interface OracleIndicator {
  readonly id: string;
  readonly value_type: 'number' | 'percentage' | 'ratio';
  readonly aggregation_method: 'sum' | 'average' | 'latest' | 'min' | 'max';
  readonly aggregation_over_projects: 'sum' | 'average' | 'min' | 'max' | null;
  readonly is_cumulative: boolean;
  readonly is_annualised: boolean;
  readonly unit_factor: string;
}

/** What a project said of an indicator for some days; decimals as texts. */
export interface OracleReport {
  readonly indicator_id: string;
  readonly project_id: string;
  readonly start_date: string;
  readonly end_date: string;
  readonly status: string;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly target: string | null;
}

export interface OracleQuestion {
  readonly projects: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly by: 'total' | 'project' | 'period' | 'project_period';
  readonly provisional: boolean;
}

export interface OracleRow {
  readonly key: string;
  readonly value: Fraction | null;
  readonly target: Fraction | null;
  readonly increment: Fraction | null;
  readonly observations: number;
  readonly notes: readonly string[];
}

interface Days {
  readonly start: string;
  readonly end: string;
}

/** The aggregation matrix of the plan once more, for one indicator: value by value, as a person with a pencil would do it. */
export function oracleValues(
  indicator: OracleIndicator,
  reports: readonly OracleReport[],
  { projects, from, to, by, provisional }: OracleQuestion,
): OracleRow[] {
  const statuses = provisional ? ['approved', 'submitted', 'draft'] : ['approved'];
  const stands = isStanding(indicator);
  const counted = reports.filter(
    (report) =>
      report.indicator_id === indicator.id &&
      projects.includes(report.project_id) &&
      statuses.includes(report.status) &&
      report.end_date <= to &&
      (stands || report.start_date >= from),
  );
  const isByPeriod = by === 'period' || by === 'project_period';
  const isByProject = by === 'project' || by === 'project_period';
  const stretches = isByPeriod
    ? periodsOf(counted.filter((report) => report.start_date >= from))
    : [{ start: from, end: to }];
  const scopes = isByProject ? projects.map((id) => [id]) : [projects];
  return stretches.flatMap((days) =>
    scopes.flatMap((scope) => {
      const own = counted.filter(
        ({ project_id, start_date, end_date }) =>
          scope.includes(project_id) &&
          (stands
            ? end_date <= days.end
            : !isByPeriod || (start_date === days.start && end_date === days.end)),
      );
      const row = figure(indicator, own, days);
      const period = isByPeriod ? [days.start, days.end] : [null, null];
      const key = [...period, isByProject ? scope[0] : null].join(' ');
      const isEmpty = own.every((report) => !isSaid(report) && report.target === null);
      return isEmpty ? [] : [{ key, ...row }];
    }),
  );
}

function figure(
  indicator: OracleIndicator,
  own: readonly OracleReport[],
  days: Days,
): Omit<OracleRow, 'key'> {
  const isQuotient = indicator.value_type !== 'number';
  const values = perProject(indicator, own.filter(isSaid));
  const observations = values.flat();
  const pooled = isQuotient
    ? quotient(indicator, values)
    : { value: overProjects(indicator, values), notes: [] };
  const before = own.filter(({ end_date }) => end_date < days.start);
  const added =
    indicator.is_cumulative && !isQuotient && pooled.value
      ? pooled.value.minus(
          overProjects(indicator, perProject(indicator, before.filter(isSaid))) ?? Fraction.of('0'),
        )
      : null;
  return { ...pooled, target: targetOf(indicator, own), increment: added, observations: observations.length };
}

/** What counts of each project that said something: of how things stand, the last. */
function perProject(indicator: OracleIndicator, said: readonly OracleReport[]): OracleReport[][] {
  return projectsOf(said).map((own) => (isStanding(indicator) ? own.slice(-1) : own));
}

function overProjects(indicator: OracleIndicator, values: readonly OracleReport[][]): Fraction | null {
  if (values.length === 0) return null;
  const way = indicator.aggregation_over_projects;
  const { aggregation_method: method } = indicator;
  if (method === 'average' && way === null && !isStanding(indicator))
    return mean(values.flat().map(numberOf));
  const own = values.map((of) => overTime(isStanding(indicator) ? 'latest' : method, of.map(numberOf)));
  return overTime(way ?? (isStanding(indicator) ? 'sum' : method), own);
}

function overTime(method: string, values: readonly Fraction[]): Fraction {
  if (method === 'sum') return Fraction.sum(values);
  if (method === 'average') return mean(values);
  const last = values.at(-1) ?? Fraction.of('0');
  if (method === 'latest') return last;
  return values.reduce((best, one) => ((method === 'min') === one.isLessThan(best) ? one : best), last);
}

function mean(values: readonly Fraction[]): Fraction {
  return Fraction.sum(values).over(Fraction.of(String(values.length))) ?? Fraction.of('0');
}

function quotient(
  indicator: OracleIndicator,
  values: readonly OracleReport[][],
): Pick<OracleRow, 'value' | 'notes'> {
  const all = values.flat();
  if (all.length === 0) return { value: null, notes: [] };
  if (all.every(({ denominator }) => denominator !== null)) return { value: rate(indicator, all), notes: [] };
  const each = all.map((one) => (one.denominator === null ? numberOf(one) : rate(indicator, [one])));
  if (each.length === 1) return { value: each[0] ?? null, notes: [] };
  const { aggregation_method: method } = indicator;
  if (values.length === 1 && method !== 'average') return { value: overTime(method, each), notes: [] };
  return { value: null, notes: ['PERCENT_NEEDS_DENOMINATOR'] };
}

function rate({ unit_factor, is_annualised }: OracleIndicator, all: readonly OracleReport[]): Fraction {
  const upper = Fraction.sum(all.map(({ numerator }) => Fraction.of(numerator ?? '0')));
  const years = Fraction.of(is_annualised ? '365' : '1');
  const lower = all.map((one) =>
    Fraction.of(one.denominator ?? '0').times(Fraction.of(is_annualised ? lengthOf(one) : '1')),
  );
  return upper.times(Fraction.of(unit_factor)).times(years).over(Fraction.sum(lower)) ?? Fraction.of('0');
}

function targetOf(indicator: OracleIndicator, own: readonly OracleReport[]): Fraction | null {
  const stated = projectsOf(own.filter(({ target }) => target !== null)).map((of) => {
    const targets = of.map(({ target }) => Fraction.of(target ?? '0'));
    return overTime(
      indicator.aggregation_method === 'sum' && !isStanding(indicator) ? 'sum' : 'latest',
      targets,
    );
  });
  const [first] = stated;
  if (!first) return null;
  const { value_type, aggregation_over_projects: way, aggregation_method: method } = indicator;
  if (value_type === 'number' && (way ?? (isStanding(indicator) ? 'sum' : method)) === 'sum')
    return Fraction.sum(stated);
  return stated.every((one) => one.minus(first).toFixed(6) === '0.000000') ? first : null;
}

/** Of how things stand at the end: what was said last holds. */
function isStanding({ is_cumulative, aggregation_method, value_type }: OracleIndicator): boolean {
  return is_cumulative || (aggregation_method === 'latest' && value_type === 'number');
}

function isSaid({ value, denominator }: OracleReport): boolean {
  return value !== null || denominator !== null;
}

function numberOf({ value }: OracleReport): Fraction {
  return Fraction.of(value ?? '0');
}

/** By project, each in order of time. */
function projectsOf(reports: readonly OracleReport[]): OracleReport[][] {
  const inOrder = reports.toSorted((a, b) => (dayKey(a) < dayKey(b) ? -1 : 1));
  const projects = [...new Set(inOrder.map(({ project_id }) => project_id))];
  return projects.map((id) => inOrder.filter(({ project_id }) => project_id === id));
}

function periodsOf(reports: readonly OracleReport[]): Days[] {
  const found = new Map(
    reports.map((report) => [dayKey(report), { start: report.start_date, end: report.end_date }]),
  );
  return [...found.values()];
}

function dayKey({ start_date, end_date }: OracleReport): string {
  return `${end_date} ${start_date}`;
}

function lengthOf({ start_date, end_date }: OracleReport): string {
  return String((Date.parse(end_date) - Date.parse(start_date)) / 86_400_000 + 1);
}
