import { defineProblem } from '@galley/platform';
import type { ArchivedFile } from './archived-file.js';

export const ExportDownloadOnly = defineProblem(
  'export-download-only',
  403,
  'The file of an export is fetched through its request',
);

/**
 * Files of exports leave on one way, which counts downloads, limits them and writes them down: no other download, no
 * link. Throws `export-download-only`.
 */
export function requireNoExport(file: Pick<ArchivedFile, 'export_request_id'>): void {
  if (file.export_request_id === null) return;
  const address = `/api/exports/request/${file.export_request_id}/download`;
  throw ExportDownloadOnly.error(`The file belongs to an export: fetch it at ${address}.`, {
    facts: { download_url: address },
  });
}
