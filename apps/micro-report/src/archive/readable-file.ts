import { archiveStateOf } from './archive-lifecycle.js';
import { ArchivedRestoreRequired, FileExpired } from './archive-problems.js';
import type { ArchivedFile } from './archived-file.js';

/** Why nobody gets a file now; null = it can be read. A legal hold suspends the expiry. */
export type Unreadable = 'expired' | 'archived';

export function whyUnreadable(file: ArchivedFile, now = new Date()): Unreadable | null {
  const isOver = file.expires_at !== null && file.expires_at <= now;
  switch (archiveStateOf(file)) {
    case 'purged':
    case 'removed':
      return 'expired';
    case 'archived':
      return 'archived';
    case 'restored':
      return isOver ? 'archived' : null;
    case 'standard':
      if (!isOver || file.legal_hold_at !== null) return null;
      // Carried out with the next round of the reaper; the answer does not wait for it.
      return file.purge_at === null ? 'expired' : 'archived';
  }
}

/**
 * Where the bytes of a file are read. Throws `file-expired` from the instant of expiry on, whether or not the reaper has
 * been there, and `archived-restore-required` for what lies in the archive.
 */
export function readableKey(file: ArchivedFile): string {
  const why = whyUnreadable(file);
  // What is over has expired (api.md), although the reaper will put it into the archive and not away.
  const isOnItsWay = why === 'archived' && archiveStateOf(file) === 'standard';
  if (why === 'expired' || isOnItsWay) {
    const way = isOnItsWay ? `, or restore it (POST /api/reports/generated/${file.id}/restore)` : '';
    throw FileExpired.error(`The file has expired; run the report again to get a new one${way}.`, {
      facts: { expires_at: file.expires_at?.toISOString() ?? null },
    });
  }
  if (why === 'archived') {
    throw ArchivedRestoreRequired.error(
      `The file is in the archive; restore it (POST /api/reports/generated/${file.id}/restore) to read it.`,
      { facts: { purge_at: file.purge_at?.toISOString() ?? null } },
    );
  }
  return storedKey(file);
}

/** Where the bytes are, whoever may read them. */
export function storedKey(file: ArchivedFile): string {
  return file.archived_path ?? file.storage_key;
}
