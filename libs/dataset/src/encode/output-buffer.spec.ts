import { OutputBuffer } from './output-buffer.js';

const CHUNK = 256 * 1024;

function fill(out: OutputBuffer, byte: number): Buffer {
  out.append(Buffer.alloc(CHUNK, byte));
  out.reserve(1);
  const [chunk] = out.take();
  if (!chunk) throw new Error('no chunk is full');
  return chunk;
}

describe('OutputBuffer', () => {
  it('leaves a chunk alone that was taken and not given back', () => {
    const out = new OutputBuffer();
    const first = fill(out, 1);
    for (let byte = 2; byte < 6; byte++) fill(out, byte);
    expect(first.equals(Buffer.alloc(CHUNK, 1))).toBe(true);
  });

  it('writes into a chunk that was given back', () => {
    const out = new OutputBuffer();
    const first = fill(out, 1);
    out.reuse(first);
    fill(out, 2);
    const third = fill(out, 3);
    expect(third.buffer).toBe(first.buffer);
    expect([out.total, third.equals(Buffer.alloc(CHUNK, 3))]).toEqual([3 * CHUNK, true]);
  });

  it('does not take a chunk back that was made for one large row', () => {
    const out = new OutputBuffer();
    out.append(Buffer.alloc(2 * CHUNK, 1));
    out.reserve(1);
    const [large] = out.take();
    out.reuse(large as Buffer);
    fill(out, 2);
    expect(fill(out, 3).buffer).not.toBe(large?.buffer);
  });
});
