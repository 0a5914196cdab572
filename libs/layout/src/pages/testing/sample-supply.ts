import type { ColumnType } from '@galley/dataset';
import type { DataSupply, RunContext, TextRow } from '../data-supply.js';
import { sourceKey } from '../source-key.js';

export interface SampleSource {
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly rows: readonly TextRow[];
  readonly is_ordered?: boolean;
}

/** Rows in batches of three; `read` counts those that were taken, `opened` names the sources asked for. */
export class SampleSupply implements DataSupply {
  read = 0;
  readonly opened: string[] = [];

  constructor(private readonly sources: Readonly<Record<string, SampleSource>>) {}

  async open(name: string): ReturnType<DataSupply['open']> {
    this.opened.push(name);
    const source = Object.entries(this.sources).find(([key]) => sourceKey(key) === sourceKey(name))?.[1];
    if (!source) return null;
    return {
      columns: Object.entries(source.columns).map(([column, type]) => ({
        name: column,
        label: column,
        type,
        format: null,
        role: 'dimension',
      })),
      is_ordered: source.is_ordered ?? false,
      batches: () => this.batches(source.rows),
    };
  }

  private async *batches(rows: readonly TextRow[]): AsyncGenerator<readonly TextRow[]> {
    for (let at = 0; at < rows.length; at += 3) {
      const batch = rows.slice(at, at + 3);
      this.read += batch.length;
      yield batch;
    }
  }
}

export const CONTEXT: RunContext = {
  locale: 'en-US',
  timezone: 'UTC',
  now: '2026-06-30 13:05:09',
  title: 'A title',
  organization: 'An organization',
  currency: 'USD',
  parameters: {},
  page: { width: 595, height: 842 },
  assets: new Map(),
  watermark: null,
};
