import { invalidField, type SqlTx } from '@galley/platform';
import type { FigureQuery } from './figure-query.js';

/** What figures are asked for. Days are texts, `-infinity` where no project says when it began. */
export interface FigureScope {
  readonly projects: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly is_provisional: boolean;
}

/**
 * The project, or all that the caller sees, and the days that were asked for or else are those of the projects until today. Throws
 * `invalid` for days that end before they begin.
 */
export async function figureScope(
  tx: SqlTx,
  {
    from = null,
    to = null,
    include_unapproved = false,
  }: { [Name in keyof FigureQuery]: FigureQuery[Name] | null },
  project_id: string | null,
  timezone: string,
): Promise<FigureScope> {
  if (from !== null && to !== null && to < from) throw invalidField('to', 'must not be before from');
  const [scope] = await tx.$queryRaw<Pick<FigureScope, 'projects' | 'from' | 'to'>[]>`
    select projects, date_from::text as "from", date_to::text as "to"
    from monitoring.data_scope(${project_id}::uuid, null, ${from}::date, ${to}::date, (now() at time zone ${timezone})::date)`;
  return {
    projects: [],
    from: '-infinity',
    to: 'infinity',
    ...scope,
    is_provisional: include_unapproved === true,
  };
}

/** A day on the wire: null where there is none. */
export function dayOrNull(day: string): string | null {
  return day.endsWith('infinity') ? null : day;
}
