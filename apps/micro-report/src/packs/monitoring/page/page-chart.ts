import type { ReportWords, SectionChart, SectionTable } from '@galley/pack-monitoring/donor-report';
import { escaped } from './html.js';
import { tickText } from './page-figures.js';

const [WIDTH, HEIGHT, TOP, BOTTOM, SIDE] = [640, 220, 10, 26, 56];
/** Of labels below columns; characters and what one of them is wide. */
const [MIN_LABEL, MAX_LABEL, CHARACTER] = [5, 14, 6];
const TICKS = 4;

interface Series {
  readonly name: string;
  /** By the place of x; null = no value. */
  readonly values: readonly (number | null)[];
}

/** Columns side by side as SVG, mirrored where the page reads from the right. The same figures stand in the table below it. */
export function chartHtml(
  chart: SectionChart,
  table: SectionTable,
  words: ReportWords,
  { locale, isRtl }: { readonly locale: string; readonly isRtl: boolean },
): string {
  const rows = table.rows.filter((row) =>
    Object.entries(chart.of).every(([name, value]) => row[name] === value),
  );
  const labels = [...new Set(rows.map((row) => row[chart.x] ?? ''))];
  const series = seriesOf(chart, rows, labels, table, words);
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const [low, high] = [Math.min(0, ...values), niceAbove(Math.max(0, ...values))];
  if (high === low) return '';
  const plot = HEIGHT - TOP - BOTTOM;
  const y = (value: number): number => round(TOP + plot * (1 - (value - low) / (high - low)));
  const x = (left: number, width: number): number => round(isRtl ? WIDTH - left - width : left);
  const band = (WIDTH - SIDE) / labels.length;
  const bar = Math.min(46, (band * 0.7) / series.length);
  // Where columns are narrow, only every so many are named.
  const every = Math.ceil((MIN_LABEL * CHARACTER) / band);
  const room = Math.min(MAX_LABEL, Math.floor((band * every) / CHARACTER));
  const marks = new Set(Array.from({ length: TICKS + 1 }, (_, at) => round((high * at) / TICKS)));
  const ticks = [...marks].map(
    (tick) =>
      `<path class="axis" d="M${x(SIDE, 0)} ${y(tick)}H${isRtl ? 0 : WIDTH}"/>` +
      `<text x="${x(SIDE - 6, 0)}" y="${y(tick) + 4}" text-anchor="${isRtl ? 'start' : 'end'}">${escaped(tickText(tick, locale))}</text>`,
  );
  const bars = labels.map((label, at) => {
    const middle = SIDE + band * (at + 0.5);
    const columns = series.map(({ values: of }, place) => {
      const value = of[at] ?? null;
      if (value === null) return '';
      const left = middle + (place - series.length / 2) * bar;
      const [from, to] = [y(Math.max(value, 0)), y(Math.min(value, 0))];
      return `<rect class="s${place % 4}" x="${x(left, bar - 2)}" y="${from}" width="${round(bar - 2)}" height="${round(to - from)}"/>`;
    });
    const named = at % every === 0 ? escaped(shortened(label, room)) : '';
    return `${columns.join('')}<text x="${x(middle, 0)}" y="${HEIGHT - 8}" text-anchor="middle">${named}</text>`;
  });
  const key = series.map(
    ({ name }, at) =>
      `<li><svg viewBox="0 0 8 8" aria-hidden="true"><rect class="s${at % 4}" width="8" height="8"/></svg>${escaped(name)}</li>`,
  );
  return `<figure${series.length === 2 && chart.split_by === null ? ' class="two"' : ''}><figcaption><bdi>${escaped(chart.title)}</bdi></figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(chart.title)}" direction="ltr">${ticks.join('')}${bars.join('')}</svg>
<ul class="key">${key.join('')}</ul></figure>`;
}

function seriesOf(
  { x, y, split_by }: SectionChart,
  rows: SectionTable['rows'],
  labels: readonly string[],
  table: SectionTable,
  words: ReportWords,
): readonly Series[] {
  const of = (name: string, column: string, part: SectionTable['rows']): Series => ({
    name,
    values: labels.map((label) => numberOf(part.find((row) => (row[x] ?? '') === label)?.[column] ?? null)),
  });
  if (split_by === null) {
    return y.map((column) => {
      const label = table.columns.find(({ name }) => name === column)?.label ?? null;
      return of(label === null ? column : words.columns[label], column, rows);
    });
  }
  const parts = [...new Set(rows.map((row) => row[split_by] ?? ''))];
  return parts.map((part) =>
    of(
      part,
      y[0] ?? '',
      rows.filter((row) => (row[split_by] ?? '') === part),
    ),
  );
}

/** Heights of columns need no more digits than a screen has. */
function numberOf(text: string | null): number | null {
  return text === null || !Number.isFinite(Number(text)) ? null : Number(text);
}

/** A round figure that is not below the highest. */
function niceAbove(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 5, 8, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}

function shortened(label: string, room: number): string {
  return label.length <= room ? label : `${label.slice(0, room - 1)}…`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
