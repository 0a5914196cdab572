import { createCanvas, type Canvas } from '@napi-rs/canvas';

/** A picture and the words below it. */
export interface Exhibit {
  readonly caption: string;
  readonly picture: Canvas;
}

const GAP = 16;
const CAPTION = 22;
/** Of 100; small print stays sharp at a tenth of PNG's size. */
const QUALITY = 82;
const BACKGROUND = '#d9dde2';

/** Pictures side by side in `columns`, each in a cell as high as the highest of its row, as WebP. */
export function contactSheet(exhibits: readonly Exhibit[], columns: number): Buffer {
  const rows = Array.from({ length: Math.ceil(exhibits.length / columns) }, (_, row) =>
    exhibits.slice(row * columns, (row + 1) * columns),
  );
  const cell = Math.max(...exhibits.map(({ picture }) => picture.width));
  const heights = rows.map((row) => Math.max(...row.map(({ picture }) => picture.height)));
  const height = heights.reduce((sum, one) => sum + one + CAPTION + GAP, GAP);
  const sheet = createCanvas(Math.min(columns, exhibits.length) * (cell + GAP) + GAP, height);
  const context = sheet.getContext('2d');
  context.fillStyle = BACKGROUND;
  context.fillRect(0, 0, sheet.width, sheet.height);
  // `sans-serif` alone is whatever font the machine has first, of symbols perhaps.
  context.font = '13px "Liberation Sans", "DejaVu Sans", Arial, sans-serif';
  let y = GAP;
  rows.forEach((row, index) => {
    row.forEach(({ caption, picture }, column) => {
      const x = GAP + column * (cell + GAP);
      context.drawImage(picture, x, y);
      context.fillStyle = '#222';
      context.fillText(caption, x, y + (heights[index] ?? 0) + CAPTION - 6, cell);
    });
    y += (heights[index] ?? 0) + CAPTION + GAP;
  });
  return sheet.toBuffer('image/webp', QUALITY);
}
