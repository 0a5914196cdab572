import { createHash } from 'node:crypto';
import { decodeBmp } from './bmp.js';
import { decodeGif } from './gif.js';
import { readJpeg } from './jpeg.js';
import { MAX_BYTES, type Picture, PictureFault } from './picture.js';
import { decodePng, readPng } from './png.js';
import { type Raster, rasterObjects } from './raster.js';

/** Bytes of prepared pictures kept by the process, for all documents. */
const MAX_CACHED = 48 * 1024 * 1024;
/** What a picture costs besides its bytes. */
const OVERHEAD = 1024;

const known = new Map<string, Picture | PictureFault>();
const keys = new WeakMap<Buffer, string>();
let cachedBytes = 0;

/** A picture ready for a PDF; `PictureFault` says why there is none. Made once per content and process. */
export function readPicture(bytes: Buffer, isGray: boolean = false): Picture | PictureFault {
  if (bytes.length > MAX_BYTES) return new PictureFault('The picture is too large');
  const key = `${keyOf(bytes)}${isGray ? 'g' : ''}`;
  let picture = known.get(key);
  if (!picture) {
    picture = prepared(bytes, key, isGray);
    const cost = costOf(picture);
    if (cachedBytes + cost > MAX_CACHED) {
      known.clear();
      cachedBytes = 0;
    }
    if (cost <= MAX_CACHED) {
      known.set(key, picture);
      cachedBytes += cost;
    }
  }
  return picture;
}

/** The hash of a picture; computed once per buffer, which nobody changes. */
function keyOf(bytes: Buffer): string {
  let key = keys.get(bytes);
  if (key === undefined) keys.set(bytes, (key = createHash('sha256').update(bytes).digest('base64')));
  return key;
}

function costOf(picture: Picture | PictureFault): number {
  if (picture instanceof PictureFault) return OVERHEAD;
  return picture.image.data.length + (picture.mask?.data.length ?? 0) + OVERHEAD;
}

function prepared(bytes: Buffer, key: string, isGray: boolean): Picture | PictureFault {
  try {
    return read(bytes, key, isGray);
  } catch (error) {
    if (error instanceof PictureFault) return error;
    // A decoder that stumbles over a hostile file must not cost the whole document.
    return new PictureFault('The picture is damaged', { cause: error });
  }
}

function read(bytes: Buffer, key: string, isGray: boolean): Picture {
  const start = bytes.toString('latin1', 0, 8);
  if (start.startsWith('\xff\xd8\xff')) return fromJpeg(bytes, key, isGray);
  if (start === '\x89PNG\r\n\x1a\n') return fromPng(bytes, key, isGray);
  if (start.startsWith('GIF8')) return fromRaster(decodeGif(bytes), key, isGray);
  if (start.startsWith('BM')) return fromRaster(decodeBmp(bytes), key, isGray);
  const text = bytes.toString('latin1', 0, 1000);
  if (/<svg[\s>]/i.test(text)) throw new PictureFault('SVG pictures are not drawn; store a PNG instead');
  throw new PictureFault('Only JPEG, PNG, GIF and BMP pictures are drawn');
}

const SPACES: ReadonlyMap<number, string> = new Map([
  [1, '/DeviceGray'],
  [3, '/DeviceRGB'],
  [4, '/DeviceCMYK'],
]);

function fromJpeg(bytes: Buffer, key: string, isGray: boolean): Picture {
  const { width, height, components, isInverted, orientation, data } = readJpeg(bytes);
  const decode = isInverted ? '/Decode[1 0 1 0 1 0 1 0]' : '';
  const entries = `/ColorSpace${SPACES.get(components)}/BitsPerComponent 8/Filter/DCTDecode${decode}`;
  const image = { entries, data };
  return { key, width, height, orientation, image, mask: null, needsDesaturation: isGray && components > 1 };
}

function fromPng(bytes: Buffer, key: string, isGray: boolean): Picture {
  const { width, height, image } = readPng(bytes);
  if (!image || isGray) return fromRaster(decodePng(bytes), key, isGray);
  return { key, width, height, orientation: 1, image, mask: null, needsDesaturation: false };
}

function fromRaster(raster: Raster, key: string, isGray: boolean): Picture {
  const { width, height } = raster;
  return {
    key,
    width,
    height,
    orientation: 1,
    ...rasterObjects(raster, isGray),
    needsDesaturation: false,
  };
}
