import { FRAME, jsonFrame, openDatasetStream, readTextRows, rowFrame } from '@galley/dataset';
import { withFirstRow } from './first-row.js';

async function* chunks(rows: readonly string[]): AsyncGenerator<Buffer> {
  yield jsonFrame(FRAME.header, { columns: [] });
  for (const row of rows) yield rowFrame([row]);
  yield jsonFrame(FRAME.trailer, { totals: {}, groups: [], summary: { row_count: rows.length } });
}

async function read(rows: readonly string[]) {
  const { dataset, row } = await withFirstRow(await openDatasetStream(chunks(rows)));
  const seen: (string | null)[] = [];
  for await (const batch of dataset.batches())
    for (const [cell] of readTextRows(batch)) seen.push(cell ?? null);
  return { row, seen, counted: dataset.trailer().summary.row_count };
}

describe('a dataset whose first row was looked at', () => {
  it('still gives every row, and its trailer', async () => {
    expect(await read(['a', 'b', 'c'])).toEqual({ row: ['a'], seen: ['a', 'b', 'c'], counted: 3 });
  });

  it('may have none', async () => {
    expect(await read([])).toEqual({ row: null, seen: [], counted: 0 });
  });
});
