import fc from 'fast-check';
import { FRAME, jsonFrame, readFrames, rowFrame, type Frame } from './frames.js';
import { readTextRows, type TextRow } from './row-reader.js';

async function* chunked(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function collect(bytes: Buffer, sizes: readonly number[]): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of readFrames(chunked(bytes, sizes))) frames.push(frame);
  return frames;
}

function rowsOf(frames: readonly Frame[]): TextRow[] {
  return frames.flatMap((frame) => (frame.kind === 'rows' ? [...readTextRows(frame.batch)] : []));
}

const cell = fc.option(fc.string({ unit: 'grapheme', maxLength: 20 }));

describe('frames', () => {
  it('give the same rows however the bytes are cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }),
        async (rows, sizes) => {
          const bytes = Buffer.concat([
            jsonFrame(FRAME.header, { columns: [] }),
            ...rows.map(rowFrame),
            jsonFrame(FRAME.trailer, { totals: {} }),
          ]);
          const frames = await collect(bytes, sizes);
          expect(rowsOf(frames)).toEqual(rows);
          expect(frames.filter((frame) => frame.kind === 'json')).toEqual([
            { kind: 'json', type: FRAME.header, value: { columns: [] } },
            { kind: 'json', type: FRAME.trailer, value: { totals: {} } },
          ]);
        },
      ),
    );
  });

  it('come as one batch when one chunk holds many rows', async () => {
    const frames = await collect(Buffer.concat([rowFrame(['a']), rowFrame(['b']), rowFrame([null])]), [1000]);
    expect(frames).toHaveLength(1);
    expect(rowsOf(frames)).toEqual([['a'], ['b'], [null]]);
  });

  it.each([0, 3, 300 * 1024 * 1024])('refuse a frame of length %i', async (length) => {
    const bytes = rowFrame(['a']);
    bytes.writeInt32BE(length, 1);
    await expect(collect(bytes, [100])).rejects.toThrow(RangeError);
  });

  it('refuse a stream that ends inside a frame', async () => {
    await expect(collect(rowFrame(['abc']).subarray(0, 9), [4])).rejects.toThrow('ends inside a frame');
  });
});
