import { createHash } from 'node:crypto';
import { Invalid, UnsupportedMediaType } from '@galley/platform';
import { imageKind, type ImageKind } from './image-kind.js';

export const ASSET_MEDIA = ['image/png', 'image/jpeg', 'image/gif'] as const;
/** What a decoded picture may hold: small files can claim to be enormous. */
const MAX_PIXELS = 40_000_000;

/**
 * A picture as it was sent, checked by what it is rather than by what it is called. Throws `unsupported-media-type` for a
 * body that is no picture, and `invalid` for one that is not what it says, or too large to draw.
 */
export function readImage(body: unknown, mediaType: string | null) {
  const [stated = ''] = (mediaType ?? '').split(';');
  if (!Buffer.isBuffer(body) || !(ASSET_MEDIA as readonly string[]).includes(stated.trim().toLowerCase())) {
    throw UnsupportedMediaType.error(`Send the picture itself, as ${ASSET_MEDIA.join(', ')}.`);
  }
  const kind = imageKind(body);
  const fault = faultOf(kind, stated.trim().toLowerCase());
  if (!kind || fault)
    throw Invalid.error(`The picture ${fault}.`, { errors: [{ pointer: '', detail: fault ?? '' }] });
  return { ...kind, bytes: body, size: body.length, sha256: createHash('sha256').update(body).digest('hex') };
}

function faultOf(kind: ImageKind | null, stated: string): string | null {
  if (!kind) return 'is none that is known: a whole PNG, JPEG or GIF is wanted';
  if (kind.media_type !== stated) return `is ${kind.media_type}, not ${stated}`;
  if (kind.width * kind.height > MAX_PIXELS) return `has more than ${MAX_PIXELS} pixels`;
  return null;
}
