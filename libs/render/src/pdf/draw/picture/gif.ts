import { checkSize, PictureFault } from './picture.js';
import type { Raster } from './raster.js';

const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const IMAGE = 0x2c;
const MAX_CODE = 4096;
/** Where the rows of an interlaced picture begin, and how far apart they are. */
const PASSES = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
] as const;

/** The first picture of a GIF, on a transparent ground of the file's size. Throws `PictureFault`. */
export function decodeGif(bytes: Buffer): Raster {
  try {
    return decode(bytes);
  } catch (error) {
    // A file that ends early is read beyond its end.
    if (error instanceof RangeError) throw new PictureFault('The picture is cut off', { cause: error });
    throw error;
  }
}

function decode(bytes: Buffer): Raster {
  const [width, height, flags] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8), bytes.readUInt8(10)];
  checkSize(width, height);
  let at = 13;
  let palette: Buffer = Buffer.alloc(0);
  if (flags & 0x80) {
    const size = 3 << ((flags & 7) + 1);
    palette = bytes.subarray(at, at + size);
    at += size;
  }
  let clear = -1;
  for (;;) {
    const kind = bytes.readUInt8(at++);
    if (kind === IMAGE) break;
    if (kind !== EXTENSION) throw new PictureFault('The picture is damaged');
    const label = bytes.readUInt8(at++);
    if (label === GRAPHIC_CONTROL && bytes.readUInt8(at + 1) & 1) clear = bytes.readUInt8(at + 4);
    at = skipBlocks(bytes, at);
  }
  const [left, top] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)];
  const [wide, high, local] = [
    bytes.readUInt16LE(at + 4),
    bytes.readUInt16LE(at + 6),
    bytes.readUInt8(at + 8),
  ];
  at += 9;
  checkSize(wide, high);
  if (local & 0x80) {
    const size = 3 << ((local & 7) + 1);
    palette = bytes.subarray(at, at + size);
    at += size;
  }
  const indices = unpack(blocksOf(bytes, at + 1), bytes.readUInt8(at), wide * high);
  const rgba = new Uint8Array(width * height * 4);
  let from = 0;
  for (const row of local & 0x40 ? interlaced(high) : Array.from({ length: high }, (_, index) => index)) {
    for (let column = 0; column < wide; column++) {
      const index = indices[from++] ?? 0;
      const [x, y] = [left + column, top + row];
      if (index === clear || x >= width || y >= height) continue;
      const to = (y * width + x) * 4;
      rgba[to] = palette[index * 3] ?? 0;
      rgba[to + 1] = palette[index * 3 + 1] ?? 0;
      rgba[to + 2] = palette[index * 3 + 2] ?? 0;
      rgba[to + 3] = 255;
    }
  }
  return { width, height, rgba };
}

function interlaced(height: number): number[] {
  return PASSES.flatMap(([start, step]) => {
    const rows: number[] = [];
    for (let row = start; row < height; row += step) rows.push(row);
    return rows;
  });
}

function skipBlocks(bytes: Buffer, start: number): number {
  let at = start;
  for (let size = bytes.readUInt8(at++); size > 0; size = bytes.readUInt8(at++)) at += size;
  return at;
}

function blocksOf(bytes: Buffer, start: number): Buffer {
  const blocks: Buffer[] = [];
  let at = start;
  for (let size = bytes.readUInt8(at++); size > 0; size = bytes.readUInt8(at++)) {
    blocks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return Buffer.concat(blocks);
}

/** LZW as GIF writes it: codes of growing width, least bit first. */
function unpack(data: Buffer, minimum: number, count: number): Uint8Array {
  if (minimum < 1 || minimum > 11) throw new PictureFault('The picture is damaged');
  const out = new Uint8Array(count);
  const prefix = new Uint16Array(MAX_CODE);
  const suffix = new Uint8Array(MAX_CODE);
  const stack = new Uint8Array(MAX_CODE + 1);
  const clear = 1 << minimum;
  for (let code = 0; code < clear; code++) suffix[code] = code;
  let [size, next, previous, first] = [minimum + 1, clear + 2, -1, 0];
  let [bits, held, filled] = [0, 0, 0];
  for (let at = 0; filled < count;) {
    while (held < size) {
      if (at >= data.length) throw new PictureFault('The picture is cut off');
      bits |= data[at++]! << held;
      held += 8;
    }
    const code = bits & ((1 << size) - 1);
    bits >>>= size;
    held -= size;
    if (code === clear) {
      [size, next, previous] = [minimum + 1, clear + 2, -1];
      continue;
    }
    if (code === clear + 1) throw new PictureFault('The picture is cut off');
    if (code > next || (previous < 0 && code >= clear)) throw new PictureFault('The picture is damaged');
    let depth = 0;
    let walk = code;
    if (code === next) {
      stack[depth++] = first;
      walk = previous;
    }
    for (; walk >= clear; walk = prefix[walk]!) stack[depth++] = suffix[walk]!;
    first = suffix[walk]!;
    stack[depth++] = first;
    while (depth > 0 && filled < count) out[filled++] = stack[--depth]!;
    if (previous >= 0 && next < MAX_CODE) {
      prefix[next] = previous;
      suffix[next++] = first;
      if (next === 1 << size && size < 12) size++;
    }
    previous = code;
  }
  return out;
}
