import type { Frame } from '@galley/layout';
import { bounded } from './numbers.js';

/** A frame whose numbers are finite and within what a page can hold. */
export function soundFrame({ x, y, width, height }: Frame): Frame {
  return { x: bounded(x), y: bounded(y), width: bounded(width), height: bounded(height) };
}
