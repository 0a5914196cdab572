import type { Tx } from '@galley/platform';
import { unknownReference } from './administration-scope.js';

/** 422 when a code is no business unit of the organization. */
export async function requireKnownUnits(
  tx: Tx,
  organizationId: string,
  codes: readonly string[],
): Promise<void> {
  if (codes.length === 0) return;
  const units = await tx.business_unit.findMany({
    where: { organization_id: organizationId, code: { in: [...codes] } },
    select: { code: true },
  });
  const known = new Set(units.map(({ code }) => code));
  const unknown = codes.filter((code) => !known.has(code));
  if (unknown.length > 0) {
    throw unknownReference('/business_unit_codes', `there is no business unit ${unknown.join(', ')}`);
  }
}
