import { createHash } from 'node:crypto';
import { FRAME, jsonFrame, rowFrame, type Column, type DatasetTrailer } from '@galley/dataset';

/** Rows that are at hand already and need not be asked for. */
export interface GivenDataset {
  /** What the document calls it; null = its own. */
  readonly name: string | null;
  readonly columns: readonly Column[];
  /** As PostgreSQL writes them. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A dataset at hand as it would come from micro-data. Fixed input gives fixed bytes. */
export function givenDatasetBytes(
  { name, columns, rows }: GivenDataset,
  executed_at: string,
  timezone: string,
): Buffer {
  const frames = rows.map(rowFrame);
  const hash = createHash('sha256').update(JSON.stringify(columns));
  for (const frame of frames) hash.update(frame);
  const trailer: DatasetTrailer = {
    totals: {},
    groups: [],
    summary: {
      source: name ?? 'given',
      row_count: rows.length,
      bu_codes: [],
      units: [],
      filters: {},
      params: {},
      ignored_filters: [],
      executed_at,
      duration_ms: 0,
      timezone,
      truncated: false,
      fingerprint: `sha256:${hash.digest('hex')}`,
      warnings: [],
    },
  };
  return Buffer.concat([jsonFrame(FRAME.header, { columns }), ...frames, jsonFrame(FRAME.trailer, trailer)]);
}
