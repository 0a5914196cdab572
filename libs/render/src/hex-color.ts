import type { Color } from '@galley/layout';

/** `#rrggbb`; opacity is told apart. */
export function hexOf({ red, green, blue }: Color): string {
  const part = (value: number): string =>
    Math.round(Math.min(1, Math.max(0, value)) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${part(red)}${part(green)}${part(blue)}`;
}
