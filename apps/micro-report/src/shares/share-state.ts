import type { Prisma } from '@galley/platform';

/** A row of `tenant.share_link`. */
export type ShareRow = Prisma.share_linkGetPayload<object>;

export const SHARE_STATES = ['open', 'revoked', 'expired', 'used-up'] as const;
export type ShareState = (typeof SHARE_STATES)[number];

/** Whether a link still leads to its file. Revoked comes first: whoever revoked it wants that to be told. */
export function shareStateOf(
  link: Pick<ShareRow, 'revoked_at' | 'expires_at' | 'max_downloads' | 'download_count'>,
  now = new Date(),
): ShareState {
  if (link.revoked_at !== null) return 'revoked';
  if (link.expires_at <= now) return 'expired';
  if (link.max_downloads !== null && link.download_count >= link.max_downloads) return 'used-up';
  return 'open';
}
