import { BuNotAllowed, NotFound, Prisma, requireBusinessUnits, type Principal } from '@galley/platform';
import { isVisibleFor, isVisibleForAny, unitScopeOf } from '@galley/template';
import type { TemplateRow } from './template-row.js';

type UnitLists = Pick<TemplateRow, 'allow_business_unit' | 'deny_business_unit'>;

type Where = Prisma.tb_report_templateWhereInput;

/** A condition on what both have. */
type ListsWhere = Where & Prisma.tb_print_template_mappingWhereInput;

/** True of no row. */
const NOTHING = { id: { in: [] as string[] } };

/**
 * Business units a request is about: those it names (`bu-not-allowed` when one is not the caller's), else those the
 * caller is confined to. Null = all of the organization.
 */
export function unitsOf(caller: Principal, named: readonly string[] | undefined): readonly string[] | null {
  if (!named?.length) return caller.bu_codes;
  requireBusinessUnits(caller, named);
  return named;
}

/**
 * Live templates of the caller's organization and of the platform, of no project or one of the caller's, that at least
 * one of the units may see. The same rule as `isVisibleForAny`, where the database can page over it.
 */
export function visibleTemplates(caller: Principal, units: readonly string[] | null): Where {
  return {
    deleted_at: null,
    AND: [
      { OR: [{ organization_id: null }, { organization_id: caller.organization.id }] },
      { OR: [{ project_id: null }, { project_id: { in: [...caller.project_ids] } }] },
      ...unitsSee(units),
    ],
  };
}

/**
 * Conditions on the two lists of a template or a mapping: at least one of the units may see it. None for null, which is
 * all units.
 */
export function unitsSee(units: readonly string[] | null): ListsWhere[] {
  // Prisma leaves an empty OR out, which would show everything to who is confined to nothing.
  return units === null ? [] : [{ OR: [...units.map(seenBy), NOTHING] }];
}

/** Whether at least one of the units may see a row of `table`, which has both lists; null = all units. */
export function seenByUnitsSql(table: 'template' | 'mapping', units: readonly string[] | null): Prisma.Sql {
  if (units === null) return Prisma.sql`true`;
  const row = Prisma.raw(table);
  return Prisma.sql`exists (
    select from unnest(${[...units]}::text[]) as unit(code)
    where (coalesce(nullif(${row}.allow_business_unit, 'null'), '[]') = '[]'
        or ${row}.allow_business_unit @> to_jsonb(unit.code))
      and not coalesce(${row}.deny_business_unit @> to_jsonb(unit.code), false))`;
}

/** The rule of `visibleTemplates` in SQL, about a table called `template`. */
export function visibleTemplatesSql(caller: Principal, units: readonly string[] | null): Prisma.Sql {
  return Prisma.sql`template.deleted_at is null
    and (template.organization_id is null or template.organization_id = ${caller.organization.id}::uuid)
    and (template.project_id is null or template.project_id = any(${[...caller.project_ids]}::uuid[]))
    and ${seenByUnitsSql('template', units)}`;
}

/**
 * The rule for running a template over units: invisible to all of them = `not-found`, closed to some of them =
 * `bu-not-allowed`, which names those. Without units the caller must be free of confinement.
 */
export function requireRunnable(template: UnitLists, units: readonly string[] | null): void {
  const scope = unitScopeOf(template);
  if (!isVisibleForAny(scope, units)) {
    throw NotFound.error('There is no such template, or it is not yours.');
  }
  const closed = (units ?? []).filter((code) => !isVisibleFor(scope, code));
  if (closed.length === 0) return;
  throw BuNotAllowed.error(`The template is not for ${closed.join(', ')}; leave them out.`, {
    facts: { bu_codes: closed },
  });
}

function seenBy(code: string) {
  return {
    AND: [
      {
        OR: [
          { allow_business_unit: { equals: Prisma.AnyNull } },
          { allow_business_unit: { equals: [] } },
          { allow_business_unit: { array_contains: [code] } },
        ],
      },
      {
        OR: [
          { deny_business_unit: { equals: Prisma.AnyNull } },
          { NOT: { deny_business_unit: { array_contains: [code] } } },
        ],
      },
    ],
  };
}
