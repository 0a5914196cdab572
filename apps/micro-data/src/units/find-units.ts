import { defineProblem, requireBusinessUnits, type Principal, type Tx } from '@galley/platform';
import { BindingDrift, BuRequired } from '../datasets/dataset-problems.js';
import type { DataUnit } from '../datasets/fan-out/data-unit.js';
import type { BoundSource } from '../datasets/kinds/source-kind.js';
import type { DataSource } from '../sessions/data-source.js';
import { ownSchemaUnit } from './own-schema-unit.js';

/** Absent and another organization's are the same answer. */
export const BuNotFound = defineProblem('bu-not-found', 404, 'No such business unit');

const withDataSource = {
  code: true,
  currency: true,
  data_source: {
    select: {
      id: true,
      name: true,
      url_env: true,
      schema: true,
      max_connections: true,
      statement_timeout_ms: true,
      is_active: true,
    },
  },
} as const;

interface UnitRow {
  readonly code: string;
  readonly currency: string | null;
  readonly data_source: (DataSource & { readonly is_active: boolean }) | null;
}

/**
 * The named business units, each once, in the order given. Throws `bu-required` when none is named (never "all by
 * omission"), `bu-not-allowed` when the caller is confined to others, `bu-not-found`, and `binding-drift` for a unit
 * without data.
 */
export async function findUnits(
  tx: Tx,
  caller: Principal,
  given: readonly string[] | undefined,
): Promise<DataUnit[]> {
  const codes = [...new Set(given ?? [])];
  if (codes.length === 0) {
    throw BuRequired.error('Name the business units to read in bu_codes.', {
      errors: [{ pointer: '/bu_codes', detail: 'must name at least one business unit' }],
    });
  }
  requireBusinessUnits(caller, codes);
  const rows: UnitRow[] = await tx.business_unit.findMany({
    where: { organization_id: caller.organization.id, code: { in: codes }, is_active: true },
    select: withDataSource,
  });
  const unknown = codes.filter((code) => !rows.some((row) => row.code === code));
  if (unknown.length > 0) {
    throw BuNotFound.error(`There is no business unit ${unknown.join(', ')}.`, {
      facts: { bu_codes: unknown },
    });
  }
  return codes.flatMap((code) => rows.filter((row) => row.code === code).map(unitOf));
}

/** Every unit with data that the caller may see, by code. */
export async function allUnits(tx: Tx, caller: Principal): Promise<DataUnit[]> {
  const rows: UnitRow[] = await tx.business_unit.findMany({
    where: {
      organization_id: caller.organization.id,
      is_active: true,
      data_source: { is_active: true },
      ...(caller.bu_codes && { code: { in: [...caller.bu_codes] } }),
    },
    select: withDataSource,
    orderBy: { code: 'asc' },
  });
  return rows.map(unitOf);
}

/** Where a source that is read once per organization lives: the pack's own schema, else the first data source. */
export async function organizationUnit(
  tx: Tx,
  caller: Principal,
  { builder }: BoundSource,
): Promise<DataUnit> {
  if (builder?.own_schema !== undefined) return ownSchemaUnit(caller.organization, builder.own_schema);
  const source = await tx.data_source.findFirst({
    where: { organization_id: caller.organization.id, is_active: true },
    select: withDataSource.data_source.select,
    orderBy: [{ created_at: 'asc' }, { name: 'asc' }],
  });
  if (!source) throw BindingDrift.error('The organization has no data source to read from.');
  return { bu_code: null, data_source: source, currency: null };
}

function unitOf({ code, currency, data_source }: UnitRow): DataUnit {
  if (!data_source?.is_active) {
    throw BindingDrift.error(`Business unit ${code} has no data source; give it one in the administration.`, {
      facts: { bu_code: code },
    });
  }
  return { bu_code: code, data_source, currency };
}
