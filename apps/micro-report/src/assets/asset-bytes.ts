import type { SqlTx } from '@galley/platform';

/**
 * Stored pictures by name, the organization's own before the platform's; names that nobody has are left out. `logo`
 * names the picture that also answers to that name: a template's `branding.logo`.
 */
export async function assetBytes(
  tx: SqlTx,
  organizationId: string,
  names: readonly string[],
  logo: string | null,
): Promise<ReadonlyMap<string, Uint8Array>> {
  if (names.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ name: string; bytes: Uint8Array }[]>`
    select distinct on (name) name, bytes from platform.tb_asset
    where name = any(${[...names]}::text[]) and deleted_at is null
      and (organization_id is null or organization_id = ${organizationId}::uuid)
    order by name, organization_id nulls last`;
  const assets = new Map(rows.map(({ name, bytes }) => [name, bytes]));
  const picture = logo === null ? undefined : assets.get(logo);
  return picture ? assets.set('logo', picture) : assets;
}
