import type { SqlTx } from '@galley/platform';

/** Which of these names an organization has a picture for, its own or the platform's. */
export async function assetNames(
  tx: SqlTx,
  organizationId: string,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ name: string }[]>`
    select distinct name from platform.tb_asset
    where name = any(${[...names]}::text[]) and deleted_at is null
      and (organization_id is null or organization_id = ${organizationId}::uuid)`;
  return new Set(rows.map(({ name }) => name));
}
