import { isUuid, Prisma } from '@galley/platform';
import { tokensOf } from './figure-list.js';

/** SQL over one line of a report, known by its alias. */
type OfLine = (line: Prisma.Sql) => Prisma.Sql;

/** What of a line goes into a figure; null in SQL = nothing. Lines whose share differs are what moved the figure. */
export type FigureShare = OfLine;

const SHARES: Readonly<Record<string, OfLine>> = {
  activities: (line) => Prisma.sql`nullif(${line}.kind, 'event')`,
  minutes: (line) => Prisma.sql`nullif(${line}.minutes, 0)`,
  hours: (line) => Prisma.sql`nullif(${line}.minutes, 0)`,
  mentor_hours: (line) => Prisma.sql`nullif(${line}.minutes * cardinality(${line}.mentor_ids), 0)`,
  participations: (line) => Prisma.sql`nullif(${line}.participations, 0)`,
  unique_participants: (line) => Prisma.sql`nullif(${line}.person_keys, '{}')`,
  anonymous: (line) => Prisma.sql`nullif(${line}.anonymous, 0)`,
  peer_mentors: (line) => Prisma.sql`nullif(${line}.mentor_ids, '{}')`,
  events: (line) => Prisma.sql`nullif(${line}.events, 0)`,
  countable_days: (line) => Prisma.sql`nullif(${line}.is_countable, false)`,
};

/** How a line takes part in a figure (`Figure.figure`); null = there is no such figure. */
export function shareIn(figure: string): FigureShare | null {
  const [section = '', key = '', ...rest] = tokensOf(figure) ?? [];
  const named = shareNamed(rest.at(-1));
  switch (section) {
    case 'totals':
      return rest.length === 0 ? shareNamed(key) : null;
    case 'activity_types':
      return rest.length === 1 ? where(named, ofType(key)) : null;
    case 'regions':
      return ofRegion(key, rest);
    case 'local_associations':
      return rest.length === 1 ? where(named, ofUnit('unit_id', key)) : null;
    case 'contact_categories':
      return rest.length === 1 ? ofCategory(key, rest[0]) : null;
    case 'countable_days':
      return ofCountableDays(key, rest);
    case 'registered':
      // Counted from registers, not from what was done.
      return rest.length === 0 ? () => Prisma.sql`null::text` : null;
    default:
      return null;
  }
}

function shareNamed(name: string | undefined): OfLine | null {
  return name !== undefined && Object.hasOwn(SHARES, name) ? (SHARES[name] ?? null) : null;
}

function where(share: OfLine | null, condition: OfLine | null): OfLine | null {
  if (!share || !condition) return null;
  return (line) => Prisma.sql`case when ${condition(line)} then ${share(line)} end`;
}

function ofType(key: string): OfLine {
  return (line) => Prisma.sql`${line}.type_key = ${key}`;
}

function ofUnit(column: 'unit_id' | 'region_id', id: string): OfLine | null {
  return isUuid(id) ? (line) => Prisma.sql`${line}.${Prisma.raw(column)} = ${id}::uuid` : null;
}

function ofRegion(id: string, rest: readonly string[]): OfLine | null {
  const share = shareNamed(rest.at(-1));
  const region = ofUnit('region_id', id);
  if (rest.length === 1) return where(share, region);
  const [list, type = ''] = rest;
  return list === 'activity_types' && rest.length === 3 ? where(where(share, ofType(type)), region) : null;
}

/** Those people of a category; the empty text stands for none, and whoever nobody knows has none. */
function ofCategory(code: string, name: string | undefined): OfLine | null {
  const known: OfLine = (line) => Prisma.sql`(
    select string_agg(person.key, ',' order by person.key)
    from unnest(${line}.person_keys, ${line}.person_categories) as person (key, category)
    where person.category = ${code})`;
  if (name === 'unique_participants') return known;
  if (name !== 'participations') return null;
  const unknown: OfLine = (line) => (code === '' ? Prisma.sql`${line}.anonymous` : Prisma.sql`0`);
  return (line) => Prisma.sql`nullif(
    cardinality(array_positions(${line}.person_categories, ${code})) + ${unknown(line)}, 0)`;
}

function ofCountableDays(key: string, rest: readonly string[]): OfLine | null {
  if (key === 'total') return rest.length === 0 ? shareNamed('countable_days') : null;
  const [reason = '', name] = rest;
  if (key !== 'by_reason' || rest.length !== 2 || name !== 'activities') return null;
  return where(shareNamed('activities'), (line) => Prisma.sql`${line}.exclusion_reason = ${reason}`);
}
