import type { ChartFigures, Frame } from '@galley/layout';
import { type Pen, tuple } from '../pdf/draw/pen.js';
import { chartVectors } from './chart-vectors.js';
import type { ChartPath, ChartText } from './vectors.js';

/** Draws a chart into a frame of a page; needs `prepareCharts`. Errors as `chartVectors`. */
export function drawChart(pen: Pen, figures: ChartFigures, frame: Frame): void {
  const { paths, texts } = chartVectors(figures, frame.width, frame.height);
  for (const path of paths) drawPath(pen, path, frame);
  for (const text of texts) drawText(pen, text, frame);
}

function drawPath(pen: Pen, { steps, fill, stroke }: ChartPath, { x: left, y: top }: Frame): void {
  const path = pen.path();
  for (const step of steps) {
    switch (step[0]) {
      case 'M':
        path.move(left + step[1], top + step[2]);
        break;
      case 'L':
        path.line(left + step[1], top + step[2]);
        break;
      case 'C':
        path.curve(
          left + step[1],
          top + step[2],
          left + step[3],
          top + step[4],
          left + step[5],
          top + step[6],
        );
        break;
      case 'Z':
        path.close();
    }
  }
  if (fill) pen.fillColor(path, fill);
  if (stroke) pen.stroke(path, { ...stroke, style: 'solid' });
}

function drawText(pen: Pen, text: ChartText, frame: Frame): void {
  const [x, y] = [frame.x + text.x, frame.y + text.y];
  const line = pen.pdf.text.line(text.text, text.bold);
  const width = (line.width * text.size) / 1000;
  const start = text.anchor === 'start' ? 0 : text.anchor === 'end' ? width : width / 2;
  pen.turned(text.angle, x, y, () => {
    pen.canvas.useFill(tuple(text.color));
    pen.canvas.text(line, x - start, pen.pageHeight - y, text.size);
  });
}
