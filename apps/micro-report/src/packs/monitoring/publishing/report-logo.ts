import type { SqlTx } from '@galley/platform';
import type { ReportLogo } from '@galley/pack-monitoring/donor-report';

/** Larger ones would make every publication large. */
const MAX_BYTES = 256 * 1024;

/** The picture that the organization itself has stored as `logo`; null = it has none, or one that is too large to be kept. */
export async function reportLogo(tx: SqlTx, organizationId: string): Promise<ReportLogo | null> {
  const [logo] = await tx.$queryRaw<ReportLogo[]>`
    select media_type, translate(encode(bytes, 'base64'), E'\\n', '') as base64 from platform.tb_asset
    where organization_id = ${organizationId}::uuid and name = 'logo' and deleted_at is null and size <= ${MAX_BYTES}`;
  return logo ?? null;
}
