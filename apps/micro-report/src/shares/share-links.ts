import { newId, type SqlTx } from '@galley/platform';
import { hashSharePassword } from './share-password.js';
import { hashShareToken, newShareToken } from './share-token.js';

/** A link to be made. */
export interface ShareWish {
  readonly organization_id: string;
  readonly generated_report_id: string;
  /** Null = the service itself, as for a delivery. */
  readonly created_by_id: string | null;
  readonly expires_in_days: number;
  /** Absent or null = as often as wanted. */
  readonly max_downloads?: number | null;
  readonly password?: string | null;
  readonly label?: string | null;
  /** `PUBLIC_URL` of the configuration: the address begins with it. */
  readonly public_url: string;
}

export interface ShareLink {
  readonly id: string;
  /** Known here and now only: the token in it is stored as a hash. */
  readonly url: string;
}

/** Address of the page behind a token. */
export function shareUrl(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/api/shared/${token}`;
}

/**
 * Makes a link to a file of the archive, in the caller's transaction. The right to share the file must have been
 * checked, and the caller writes the audit entry: here nobody knows yet what else is committed with it.
 */
export async function createShareLink(tx: SqlTx, wish: ShareWish): Promise<ShareLink> {
  const id = newId();
  const token = newShareToken();
  const { password, label = null, max_downloads = null, created_by_id } = wish;
  const password_hash = password ? await hashSharePassword(password) : null;
  await tx.$executeRaw`
    insert into tenant.share_link (
      id, organization_id, generated_report_id, token_hash, label, password_hash, expires_at, max_downloads,
      created_by_id, updated_by_id, updated_at)
    values (
      ${id}::uuid, ${wish.organization_id}::uuid, ${wish.generated_report_id}::uuid, ${hashShareToken(token)},
      ${label}, ${password_hash}, clock_timestamp() + make_interval(days => ${wish.expires_in_days}::int),
      ${max_downloads}::int, ${created_by_id}::uuid, ${created_by_id}::uuid, clock_timestamp())`;
  return { id, url: shareUrl(wish.public_url, token) };
}
