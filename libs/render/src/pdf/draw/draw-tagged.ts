import type { PlacedItem } from '@galley/layout';
import type { Canvas } from '../document/canvas.js';
import { chartAlt } from '../tags/chart-alt.js';
import { artifact, type PageTags, tagged } from '../tags/page-tags.js';

/** Draws an item as what it is to somebody who does not see it; lines, shapes and empty boxes are ornament. */
export function drawTagged(tags: PageTags | null, canvas: Canvas, item: PlacedItem, draw: () => void): void {
  if (!tags) return draw();
  const alt = altOf(item);
  if (alt !== null) return tagged(tags, canvas, 'Figure', draw, { alt });
  const isSaid = item.kind === 'text' && item.text.trim() !== '';
  return isSaid ? tagged(tags, canvas, 'P', draw) : artifact(tags, canvas, draw);
}

/** What is said in place of a picture; null = the item is none. */
function altOf(item: PlacedItem): string | null {
  switch (item.kind) {
    case 'picture':
      return item.link ?? '🖼';
    case 'barcode':
      return item.text;
    case 'chart':
      return chartAlt(item.figures.design);
    case 'checkbox':
      return item.checked ? '☑' : '☐';
    default:
      return null;
  }
}
