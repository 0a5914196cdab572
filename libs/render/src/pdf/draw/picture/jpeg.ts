import { checkSize, PictureFault } from './picture.js';
import { exifOrientation } from './exif.js';

export interface Jpeg {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Four inks, stored inverted as Adobe's programs do. */
  readonly isInverted: boolean;
  readonly orientation: number;
  /** The file without its metadata. */
  readonly data: Buffer;
}

const SCAN = 0xda;
const END = Buffer.from([0xff, 0xd9]);
/** Baseline, extended and progressive frames with Huffman codes: what PDF's filter decodes. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
const UNKNOWN_FRAMES = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;

/** Reads the segments of a JPEG up to its first scan; leaves out Exif, thumbnails and comments. */
export function readJpeg(bytes: Buffer): Jpeg {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let frame: { width: number; height: number; components: number } | null = null;
  let orientation = 1;
  let isAdobe = false;
  let at = 2;
  for (;;) {
    const marker = markerAt(bytes, at);
    at = bytes.indexOf(marker, at) + 1;
    const length = at + 2 <= bytes.length ? bytes.readUInt16BE(at) : 0;
    const end = at + length;
    if (length < 2 || end > bytes.length) throw damaged();
    const body = bytes.subarray(at + 2, end);
    if (marker === SCAN) break;
    if (UNKNOWN_FRAMES.has(marker)) throw new PictureFault('The picture is a JPEG of a rare kind');
    if (FRAMES.has(marker)) frame = readFrame(body);
    if (marker === APP1) orientation = exifOrientation(body) ?? orientation;
    if (marker === APP14 && body.toString('latin1', 0, 5) === 'Adobe') isAdobe = true;
    const isMeta = (marker > APP0 && marker <= APP15 && marker !== APP14) || marker === COMMENT;
    if (!isMeta) kept.push(Buffer.from([0xff, marker]), bytes.subarray(at, end));
    at = end;
  }
  if (!frame) throw damaged();
  const last = bytes.lastIndexOf(END);
  if (last < at) throw new PictureFault('The picture is cut off');
  checkSize(frame.width, frame.height);
  const data = Buffer.concat([...kept, bytes.subarray(at - 2, last + 2)]);
  return { ...frame, isInverted: isAdobe && frame.components === 4, orientation, data };
}

/** The marker at a place, behind any fill bytes. */
function markerAt(bytes: Buffer, start: number): number {
  let at = start;
  if (bytes[at] !== 0xff) throw damaged();
  while (bytes[at] === 0xff) at++;
  const marker = bytes[at];
  if (marker === undefined || marker === 0) throw damaged();
  return marker;
}

function readFrame(body: Buffer): { width: number; height: number; components: number } {
  if (body.length < 6) throw damaged();
  const components = body[5] ?? 0;
  if (body[0] !== 8 || ![1, 3, 4].includes(components)) {
    throw new PictureFault('The picture is a JPEG of a rare kind');
  }
  return { height: body.readUInt16BE(1), width: body.readUInt16BE(3), components };
}

function damaged(): PictureFault {
  return new PictureFault('The picture is damaged');
}
