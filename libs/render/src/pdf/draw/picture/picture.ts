/** A picture as a PDF holds it: an image object's dictionary and bytes, and those of its opacity. */
export interface Picture {
  /** Stands for content and colours: equal keys, equal objects. */
  readonly key: string;
  /** Pixels as stored. */
  readonly width: number;
  readonly height: number;
  /** How the pixels must be turned to be seen upright: Exif's 1 (as they are) to 8. */
  readonly orientation: number;
  readonly image: ImageObject;
  readonly mask: ImageObject | null;
  /** Colours that only the viewer can take out: a JPEG is not decoded here. */
  readonly needsDesaturation: boolean;
}

export interface ImageObject {
  /** Entries besides type, size and length. */
  readonly entries: string;
  readonly data: Buffer;
}

/** A picture that is not drawn, in words for the reader of the page. */
export class PictureFault extends Error {}

export const MAX_PIXELS = 40_000_000;
export const MAX_BYTES = 20 * 1024 * 1024;

/** Throws `PictureFault` unless a size can be a picture's. */
export function checkSize(width: number, height: number): void {
  if (!(width > 0 && height > 0)) throw new PictureFault('The picture is damaged');
  if (width * height > MAX_PIXELS) {
    throw new PictureFault(`The picture is too large: ${width} × ${height} pixels`);
  }
}
