import type { Frame, Padding, PlacedText } from '@galley/layout';
import { bounded } from '../numbers.js';

/** A frame without its padding. */
export function innerFrame({ x, y, width, height }: Frame, padding: Padding): Frame {
  return {
    x: x + padding.left,
    y: y + padding.top,
    width: Math.max(0, width - padding.left - padding.right),
    height: Math.max(0, height - padding.top - padding.bottom),
  };
}

/** Degrees clockwise, from 0 up to 360. */
export function turn(angle: number): number {
  return ((bounded(angle) % 360) + 360) % 360;
}

/**
 * The frame that a text fills before it is turned around its middle. Upright text swaps the sides; slanting text gets the
 * length that fits along its direction, and the height that remains across it.
 */
export function textFrame(item: PlacedText): { readonly frame: Frame; readonly angle: number } {
  const inner = innerFrame(item.frame, item.look.padding);
  const angle = turn(item.look.angle);
  if (angle === 0 || angle === 180) return { frame: inner, angle };
  const { width, height } = inner;
  if (angle % 90 === 0) return { frame: around(inner, height, width), angle };
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)].map(Math.abs);
  const length = Math.min(width / (cos ?? 1), height / (sin ?? 1));
  const across = Math.min(width / (sin ?? 1), height / (cos ?? 1));
  return { frame: around(inner, length, across), angle };
}

function around({ x, y, width, height }: Frame, newWidth: number, newHeight: number): Frame {
  return {
    x: x + (width - newWidth) / 2,
    y: y + (height - newHeight) / 2,
    width: newWidth,
    height: newHeight,
  };
}
