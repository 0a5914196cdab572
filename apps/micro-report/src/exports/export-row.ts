import type { Json } from '@galley/dataset';
import type { Prisma } from '@galley/platform';

/** A row of `tenant.export_request`. */
export type ExportRow = Prisma.export_requestGetPayload<object>;

/** A request as clients see it; counts are numbers, far below 2^53. */
export function exportView(row: ExportRow) {
  const {
    requester: _rights,
    estimated_record_count,
    actual_record_count,
    approved_record_count,
    ...shown
  } = row;
  const { file_path: _address, file_size, ...rest } = shown;
  return {
    ...rest,
    filters: rest.filters as Json,
    options: rest.options as Json,
    estimated_record_count: countOf(estimated_record_count),
    actual_record_count: countOf(actual_record_count),
    approved_record_count: countOf(approved_record_count),
    file_size: countOf(file_size),
    download_url: row.status === 'completed' ? `/api/exports/request/${row.id}/download` : null,
  };
}

export type ExportView = ReturnType<typeof exportView>;

export function countOf(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}
