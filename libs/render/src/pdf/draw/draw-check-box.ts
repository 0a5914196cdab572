import type { PlacedCheckBox } from '@galley/layout';
import type { Path } from './path.js';
import type { Pen } from './pen.js';

/** Share of the box left free around its sign. */
const MARGIN = 0.15;

/** The sign of a check box, in the largest square in the middle of its frame. */
export function drawCheckBox(pen: Pen, item: PlacedCheckBox): void {
  const { frame, color } = item;
  const side = Math.min(frame.width, frame.height) * (1 - 2 * MARGIN);
  if (!(side > 0)) return;
  const left = frame.x + (frame.width - side) / 2;
  const top = frame.y + (frame.height - side) / 2;
  const sign = item.checked ? item.checked_symbol : item.unchecked_symbol;
  if (sign === 'fill') {
    return pen.fillColor(pen.path().rectangle({ x: left, y: top, width: side, height: side }), color);
  }
  const path = pen.path();
  strokes(path, sign, (across, down) => [left + across * side, top + down * side]);
  if (path.operators !== '') pen.stroke(path, { color, width: Math.max(0.5, side / 8), style: 'solid' });
}

function strokes(
  path: Path,
  sign: Exclude<PlacedCheckBox['checked_symbol'] | PlacedCheckBox['unchecked_symbol'], 'fill'>,
  at: (across: number, down: number) => readonly [number, number],
): void {
  const line = (...points: readonly (readonly [number, number])[]): void => {
    points.forEach(([across, down], index) => {
      const [x, y] = at(across, down);
      if (index === 0) path.move(x, y);
      else path.line(x, y);
    });
  };
  switch (sign) {
    case 'none':
      return;
    case 'check':
      return line([0, 0.55], [0.37, 0.92], [1, 0.1]);
    case 'cross':
      line([0, 0], [1, 1]);
      return line([1, 0], [0, 1]);
    case 'plus':
      line([0.5, 0], [0.5, 1]);
      return line([0, 0.5], [1, 0.5]);
    case 'minus':
      return line([0, 0.5], [1, 0.5]);
    case 'slash':
      return line([1, 0], [0, 1]);
    case 'back_slash':
      return line([0, 0], [1, 1]);
  }
}
