import { dayOf, type Prisma } from '@galley/platform';
import { archiveStateOf } from './archive-lifecycle.js';

/** A row of `tenant.generated_report`. */
export type ArchivedFile = Prisma.generated_reportGetPayload<object>;

/** A file as clients see it: where it is stored is nobody's business, counts are numbers, days are days. */
export function presentFile(file: ArchivedFile) {
  const {
    storage_key: _first,
    archived_path: _archived,
    snapshot_key,
    snapshot_size: _size,
    snapshot_sha256: _sha256,
    first_removed_at: _removed,
    size,
    row_count,
    period_start,
    period_end,
    ...shown
  } = file;
  return {
    ...shown,
    size: Number(size),
    row_count: Number(row_count),
    period_start: period_start && dayOf(period_start),
    period_end: period_end && dayOf(period_end),
    state: archiveStateOf(file),
    snapshot: snapshot_key === null ? 'none' : 'kept',
    download_url: `/api/reports/generated/${file.id}/download`,
  };
}
