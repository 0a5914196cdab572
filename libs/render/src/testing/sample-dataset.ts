import {
  FRAME,
  jsonFrame,
  openDatasetStream,
  rowFrame,
  type Column,
  type ColumnType,
  type DatasetGroup,
  type DatasetHeader,
  type DatasetStream,
  type DatasetSummary,
  type DatasetTrailer,
  type Json,
  type TextRow,
} from '@galley/dataset';

export function column(name: string, type: ColumnType, more: Partial<Column> = {}): Column {
  return { name, label: name, type, scale: null, format: null, role: 'dimension', ...more };
}

export interface SampleDataset {
  readonly columns: readonly Column[];
  readonly rows: readonly TextRow[];
  readonly totals?: Readonly<Record<string, Json>>;
  readonly currencies?: DatasetHeader['currencies'];
  readonly groups?: readonly DatasetGroup[];
  readonly summary?: Partial<DatasetSummary>;
  /** Sizes of the chunks in which the bytes arrive, repeated. */
  readonly chunkSizes?: readonly number[];
  /** Bytes that never arrive. */
  readonly cut?: number;
}

/** A dataset as it comes off the wire, for tests. */
export function openSample(sample: SampleDataset): Promise<DatasetStream> {
  const { columns, currencies } = sample;
  const header: DatasetHeader = { columns, ...(currencies && { currencies }) };
  const trailer: DatasetTrailer = {
    totals: sample.totals ?? {},
    groups: sample.groups ?? [],
    summary: { ...SUMMARY, row_count: sample.rows.length, ...sample.summary },
  };
  const bytes = Buffer.concat([
    jsonFrame(FRAME.header, header),
    ...sample.rows.map(rowFrame),
    jsonFrame(FRAME.trailer, trailer),
  ]);
  const arrived = bytes.subarray(0, bytes.length - (sample.cut ?? 0));
  return openDatasetStream(chunked(arrived, sample.chunkSizes ?? [65_536]));
}

async function* chunked(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const SUMMARY: DatasetSummary = {
  source: 'procurement.stock_on_hand',
  row_count: 0,
  bu_codes: ['HQ', 'BEACH'],
  units: [],
  filters: {},
  params: {},
  ignored_filters: [],
  executed_at: '2026-07-01T00:00:00.000Z',
  duration_ms: 12,
  timezone: 'Asia/Bangkok',
  truncated: false,
  fingerprint: 'sha256:0123',
  warnings: [],
};
