import type { DocumentInfo } from '@galley/layout';
import type { OutputFormat, RenderInput, RenderOptions, RenderResult } from '../contract.js';
import { MemorySink } from './memory-sink.js';
import { openSample, type SampleDataset } from './sample-dataset.js';

export const SAMPLE_DOCUMENT: DocumentInfo = {
  title: 'Stock on hand',
  subtitle: 'All stores',
  organization: 'Galley & Sons <Hotels>',
  parameters: [{ label: 'As of', value: '2026-06-30' }],
  locale: 'en',
  timezone: 'Asia/Bangkok',
  generated_at: '2026-07-01T00:00:00.000Z',
  template: { id: null, name: 'stock', version: 3 },
  options: { group_by: [] },
};

const OPTIONS: RenderOptions = { group_by: [], totals: [], include_summary: true, csv: {} };

export interface SampleRun {
  readonly options?: Partial<RenderOptions>;
  readonly document?: Partial<DocumentInfo>;
  readonly sink?: MemorySink;
  readonly onProgress?: (rows: number) => void;
}

/** Renders a sample dataset into memory, for tests. */
export async function renderSample(
  format: OutputFormat,
  sample: SampleDataset,
  run: SampleRun = {},
): Promise<RenderResult & { readonly bytes: Buffer }> {
  const sink = run.sink ?? new MemorySink();
  const input: RenderInput = {
    dataset: await openSample(sample),
    document: { ...SAMPLE_DOCUMENT, ...run.document },
    options: { ...OPTIONS, ...run.options },
    onProgress: run.onProgress,
  };
  const result = await format.render(input, sink);
  return { ...result, bytes: sink.bytes };
}
