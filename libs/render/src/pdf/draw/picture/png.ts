import { inflateSync } from 'node:zlib';
import { decode } from 'fast-png';
import { checkSize, type ImageObject, PictureFault } from './picture.js';
import type { Raster } from './raster.js';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const CHANNELS: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);
const DEPTHS = new Set([1, 2, 4, 8, 16]);
const NEEDED = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
const PALETTE = 3;
/** Pixels that are decoded; each takes four bytes and more on the way. */
const MAX_DECODED = 16_000_000;
/** Room for the filter bytes of seven interlaced pictures. */
const INTERLACE_SPARE = 8;

export interface Png {
  readonly width: number;
  readonly height: number;
  /** The picture as a PDF can hold it without decoding; null when it has opacity, is interlaced or must become grey. */
  readonly image: ImageObject | null;
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly kind: number;
  readonly isInterlaced: boolean;
}

/** Reads a PNG and proves that its pixels are whole. Throws `PictureFault`. */
export function readPng(bytes: Buffer): Png {
  const { header, data, palette, hasTransparency } = readChunks(bytes);
  const { width, height, depth, kind, isInterlaced } = header;
  const channels = CHANNELS.get(kind) ?? 0;
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  const expected = (rowBytes + 1) * height;
  proveWhole(
    data,
    isInterlaced ? expected + (width + INTERLACE_SPARE) * INTERLACE_SPARE + expected : expected,
    isInterlaced,
  );
  const isPlain = !isInterlaced && !hasTransparency && (kind === 0 || kind === 2 || kind === PALETTE);
  if (!isPlain) return { width, height, image: null };
  const space =
    kind === PALETTE
      ? `[/Indexed/DeviceRGB ${palette.length / 3 - 1}<${palette.toString('hex')}>]`
      : kind === 0
        ? '/DeviceGray'
        : '/DeviceRGB';
  const entries =
    `/ColorSpace${space}/BitsPerComponent ${depth}/Filter/FlateDecode` +
    `/DecodeParms<</Predictor 15/Colors ${channels}/BitsPerComponent ${depth}/Columns ${width}>>`;
  return { width, height, image: { entries, data } };
}

/** The pixels of a PNG that `readPng` has accepted. Throws `PictureFault` when they are too many to be held. */
export function decodePng(bytes: Buffer): Raster {
  const { header } = readChunks(bytes);
  if (header.width * header.height > MAX_DECODED) {
    throw new PictureFault('The picture is too large to be decoded');
  }
  const { width, height, data, depth, channels, palette, transparency } = decode(withoutExtras(bytes));
  if (depth === 8 && channels === 4) return { width, height, rgba: new Uint8Array(data) };
  const rgba = new Uint8Array(width * height * 4);
  const scale = depth === 16 ? 1 / 257 : depth < 8 && !palette ? 255 / (2 ** depth - 1) : 1;
  const sample = samplesOf(data, depth, width * channels);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const row = Math.floor(pixel / width);
    const at = (channel: number): number => sample(row, (pixel - row * width) * channels + channel);
    const to = pixel * 4;
    if (palette) {
      const color = palette[at(0)] ?? [0, 0, 0];
      rgba.set([color[0] ?? 0, color[1] ?? 0, color[2] ?? 0, color[3] ?? 255], to);
      continue;
    }
    const isColor = channels >= 3;
    const [red, green, blue] = isColor ? [at(0), at(1), at(2)] : [at(0), at(0), at(0)];
    const alpha =
      channels % 2 === 0
        ? at(channels - 1) * scale
        : isClear(transparency, [red, green, blue], isColor)
          ? 0
          : 255;
    rgba.set([red * scale, green * scale, blue * scale, alpha].map(Math.round), to);
  }
  return { width, height, rgba };
}

/** Samples by row and place; rows of less than eight bits start at whole bytes. */
function samplesOf(
  data: ArrayLike<number>,
  depth: number,
  perRow: number,
): (row: number, at: number) => number {
  if (depth >= 8) return (row, at) => data[row * perRow + at] ?? 0;
  const bytesPerRow = Math.ceil((perRow * depth) / 8);
  const mask = 2 ** depth - 1;
  return (row, at) => {
    const bit = at * depth;
    return ((data[row * bytesPerRow + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & mask;
  };
}

function isClear(transparency: Uint16Array | undefined, rgb: readonly number[], isColor: boolean): boolean {
  if (!transparency || transparency.length === 0) return false;
  return isColor ? rgb.every((value, index) => value === transparency[index]) : rgb[0] === transparency[0];
}

/** The file without texts and profiles, which the decoder would inflate without bound. */
function withoutExtras(bytes: Buffer): Buffer {
  const kept: Buffer[] = [SIGNATURE];
  for (const { kind, start, end } of chunksOf(bytes)) {
    if (NEEDED.has(kind)) kept.push(bytes.subarray(start, end));
  }
  return Buffer.concat(kept);
}

function* chunksOf(bytes: Buffer): Generator<{ kind: string; start: number; body: Buffer; end: number }> {
  for (let start = SIGNATURE.length; start + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(start);
    const end = start + 12 + length;
    if (end > bytes.length) return;
    const kind = bytes.toString('latin1', start + 4, start + 8);
    yield { kind, start, body: bytes.subarray(start + 8, end - 4), end };
    if (kind === 'IEND') return;
    start = end;
  }
}

function readChunks(bytes: Buffer): {
  header: Header;
  data: Buffer;
  palette: Buffer;
  hasTransparency: boolean;
} {
  const data: Buffer[] = [];
  let header: Header | null = null;
  let palette: Buffer = Buffer.alloc(0);
  let hasTransparency = false;
  for (const { kind, body } of chunksOf(bytes)) {
    if (kind === 'IHDR') header = readHeader(body);
    if (kind === 'PLTE') palette = body;
    if (kind === 'tRNS') hasTransparency = true;
    if (kind === 'IDAT') data.push(body);
  }
  if (!header || data.length === 0) throw new PictureFault('The picture is damaged');
  if (header.kind === PALETTE && (palette.length === 0 || palette.length % 3 !== 0 || palette.length > 768)) {
    throw new PictureFault('The picture is damaged');
  }
  return { header, data: Buffer.concat(data), palette, hasTransparency };
}

function readHeader(body: Buffer): Header {
  if (body.length < 13) throw new PictureFault('The picture is damaged');
  const [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
  const [depth = 0, kind = 0, , , interlace = 0] = body.subarray(8);
  checkSize(width, height);
  if (!CHANNELS.has(kind) || !DEPTHS.has(depth)) throw new PictureFault('The picture is damaged');
  return { width, height, depth, kind, isInterlaced: interlace !== 0 };
}

/** Inflates no more than a picture of this size can hold. */
function proveWhole(data: Buffer, most: number, isLoose: boolean): void {
  let length: number;
  try {
    length = inflateSync(data, { maxOutputLength: most }).length;
  } catch {
    throw new PictureFault('The picture is damaged or cut off');
  }
  if (!isLoose && length < most) throw new PictureFault('The picture is cut off');
}
