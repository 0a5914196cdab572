import type { SqlTx } from '@galley/platform';
import type { PlanSubject } from './planned-document.js';

/** The organization of a run and the units it reads. */
export interface RunSurroundings extends Pick<PlanSubject, 'units'> {
  readonly organization: PlanSubject['organization'] & { readonly code: string };
}

/** Null when the organization is no longer there. */
export async function runSurroundings(
  tx: SqlTx,
  organizationId: string,
  buCodes: readonly string[],
): Promise<RunSurroundings | null> {
  const [found] = await tx.$queryRaw<(RunSurroundings['organization'] & RunSurroundings)[]>`
    select code, name, locale, timezone, currency, (
      select coalesce(jsonb_agg(jsonb_build_object('code', unit.code, 'name', unit.name, 'currency', unit.currency)
        order by unit.code), '[]')
      from platform.business_unit as unit
      where unit.organization_id = organization.id and unit.code = any(${[...buCodes]}::text[])
    ) as units
    from platform.organization as organization where id = ${organizationId}::uuid`;
  if (!found) return null;
  const { units, ...organization } = found;
  return { organization, units };
}
