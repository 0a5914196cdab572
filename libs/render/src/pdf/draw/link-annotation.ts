import type { Frame } from '@galley/layout';
import { destinationName } from '../document/destinations.js';
import { num } from './numbers.js';
import { isSafeLink } from './safe-link.js';

const ESCAPED = /[()\\]/g;

/** A link over a frame of a page, as a PDF object; null when the target may not be followed. */
export function linkAnnotation(
  frame: Frame,
  target: string,
  pageHeight: number,
  scope: string,
): string | null {
  if (!isSafeLink(target)) return null;
  const bottom = pageHeight - frame.y - frame.height;
  const rectangle = [frame.x, bottom, frame.x + frame.width, bottom + frame.height].map(num).join(' ');
  const action = target.startsWith('#')
    ? `<</S/GoTo/D${destinationName(scope + target.slice(1))}>>`
    : `<</S/URI/URI(${new URL(target).href.replace(ESCAPED, '\\$&')})>>`;
  return `<</Type/Annot/Subtype/Link/Rect[${rectangle}]/Border[0 0 0]/F 4/A${action}>>`;
}

/** In the place of a link that turned out to lead nowhere. */
export const NO_LINK = '<</Type/Annot/Subtype/Link/Rect[0 0 0 0]/Border[0 0 0]/F 4>>';
