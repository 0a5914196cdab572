import type { DatasetTrailer } from './dataset.js';
import { DatasetStreamError, openDatasetStream, type DatasetStream } from './dataset-stream.js';
import { FRAME, jsonFrame, rowFrame } from './frames.js';

const HEADER = jsonFrame(FRAME.header, { columns: [] });

function trailer(rows: number): Buffer {
  return jsonFrame(FRAME.trailer, { totals: {}, groups: [], summary: { row_count: rows } });
}

async function* chunks(...parts: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* parts;
}

async function readAll(dataset: DatasetStream): Promise<DatasetTrailer> {
  for await (const batch of dataset.batches()) expect(batch.length).toBeGreaterThan(0);
  return dataset.trailer();
}

describe('a dataset stream', () => {
  it('gives its trailer after the last row', async () => {
    const dataset = await openDatasetStream(chunks(HEADER, rowFrame(['a']), rowFrame(['b']), trailer(2)));
    expect(() => dataset.trailer()).toThrow(DatasetStreamError);
    expect((await readAll(dataset)).summary.row_count).toBe(2);
  });

  it('may hold no rows', async () => {
    const dataset = await openDatasetStream(chunks(Buffer.concat([HEADER, trailer(0)])));
    expect((await readAll(dataset)).summary.row_count).toBe(0);
  });

  it('is an error when its trailer never comes', async () => {
    const dataset = await openDatasetStream(chunks(HEADER, rowFrame(['a'])));
    await expect(readAll(dataset)).rejects.toThrow(
      new DatasetStreamError('the dataset was cut: its trailer never came'),
    );
  });

  it('is an error when it is cut inside a row', async () => {
    const dataset = await openDatasetStream(chunks(HEADER, rowFrame(['abcdef']).subarray(0, 10)));
    await expect(readAll(dataset)).rejects.toThrow(DatasetStreamError);
  });

  it('is an error when rows are missing', async () => {
    const dataset = await openDatasetStream(chunks(HEADER, rowFrame(['a']), trailer(2)));
    await expect(readAll(dataset)).rejects.toThrow('1 rows of 2 came');
  });

  it('is an error when it goes on after its trailer', async () => {
    const dataset = await openDatasetStream(chunks(HEADER, trailer(0), rowFrame(['a'])));
    await expect(readAll(dataset)).rejects.toThrow('continues after its trailer');
  });

  it('tells the problem that ended it', async () => {
    const problem = { code: 'query-timeout', detail: 'the query took longer than 30 s' };
    const dataset = await openDatasetStream(
      chunks(HEADER, rowFrame(['a']), jsonFrame(FRAME.problem, problem)),
    );
    await expect(readAll(dataset)).rejects.toMatchObject({
      name: 'DatasetStreamError',
      message: problem.detail,
      problem,
    });
  });

  it('tells a problem that comes instead of its header', async () => {
    const problem = { code: 'source-unavailable', detail: 'the source is down' };
    await expect(openDatasetStream(chunks(jsonFrame(FRAME.problem, problem)))).rejects.toMatchObject({
      problem,
    });
  });

  it.each([
    ['nothing', []],
    ['a row', [rowFrame(['a'])]],
    ['a trailer', [trailer(0)]],
  ])('does not open on %s', async (_what, parts) => {
    await expect(openDatasetStream(chunks(...parts))).rejects.toThrow(DatasetStreamError);
  });

  it('keeps the cause of a broken connection', async () => {
    const reset = new Error('ECONNRESET');
    async function* broken(): AsyncGenerator<Buffer> {
      yield HEADER;
      throw reset;
    }
    const dataset = await openDatasetStream(broken());
    await expect(readAll(dataset)).rejects.toMatchObject({ name: 'DatasetStreamError', cause: reset });
  });
});
