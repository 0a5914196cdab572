import type { Prisma } from '@galley/platform';

/** A row of `tenant.generated_report`. */
export type ArchivedFile = Prisma.generated_reportGetPayload<object>;

/** A file as clients see it: where it is stored is nobody's business, counts are numbers. */
export function presentFile(file: ArchivedFile) {
  const { storage_key: _hidden, size, row_count, ...shown } = file;
  return {
    ...shown,
    size: Number(size),
    row_count: Number(row_count),
    download_url: `/api/reports/generated/${file.id}/download`,
  };
}
