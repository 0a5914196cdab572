import type { BorderLine, CellStyle } from '@galley/layout';
import { mainColor } from '../draw/paint-fill.js';
import { tuple } from '../draw/pen.js';
import type { Geometry } from './geometry.js';
import type { PanelPage } from './panel-page.js';

/** Draws what lies under and around the cells of a row whose upper edge is at `top`. */
export function drawLookBoxes(
  panels: readonly PanelPage[],
  { layout }: Geometry,
  styles: readonly (CellStyle | null)[],
  top: number,
  height: number,
): void {
  for (const { columns, graphics } of panels) {
    for (const { column, left, right } of columns) {
      const style = styles[layout.columns.indexOf(column)];
      if (!style) continue;
      if (style.fill)
        graphics.rectangle(left, top - height, right - left, height, tuple(mainColor(style.fill)));
      const side = (line: BorderLine | null, x1: number, y1: number, x2: number, y2: number): void => {
        if (line) graphics.line(x1, y1, x2, y2, line.width, tuple(line.color));
      };
      const { border } = style;
      if (!border) continue;
      side(border.top, left, top, right, top);
      side(border.bottom, left, top - height, right, top - height);
      side(border.left, left, top, left, top - height);
      side(border.right, right, top, right, top - height);
    }
  }
}
