import type { Color, Frame } from '@galley/layout';
import { Canvas, type Color as Rgb } from '../document/canvas.js';
import type { PdfDocument } from '../document/pdf-document.js';
import type { DrawingResources } from './drawing-resources.js';
import { fine, num } from './numbers.js';
import { Path } from './path.js';
import { isDashed, type Stroke, strokeState } from './stroke.js';

/** What counts as inside where a path crosses itself. */
export type FillRule = 'nonzero' | 'even-odd';

/** Draws on one page (or on a form as large as a page) in points from the upper left corner. */
export class Pen {
  readonly canvas = new Canvas();

  constructor(
    readonly resources: DrawingResources,
    /** Points. */
    readonly pageHeight: number,
    /** Makes a frame of the page lead somewhere. */
    readonly link: (frame: Frame, target: string) => void,
  ) {}

  get pdf(): PdfDocument {
    return this.resources.pdf;
  }

  path(): Path {
    return new Path(this.pageHeight);
  }

  /** Where a path crosses itself, `even-odd` leaves every second area free. */
  fillColor(path: Path, color: Color, rule: FillRule = 'nonzero'): void {
    if (color.alpha <= 0) return;
    const paint = (): void => {
      this.canvas.useFill(tuple(color));
      this.canvas.operators(`${path.operators}${rule === 'nonzero' ? 'f' : 'f*'}\n`);
    };
    if (color.alpha >= 1) paint();
    else this.faded(color.alpha, paint);
  }

  stroke(path: Path, stroke: Stroke): void {
    if (stroke.color.alpha <= 0) return;
    const paint = (): void => this.canvas.operators(`${strokeState(stroke)}\n${path.operators}S\n`);
    if (stroke.color.alpha >= 1 && !isDashed(stroke)) paint();
    else this.faded(stroke.color.alpha, paint);
  }

  /** Draws in `saved` state with this opacity, 0 to 1. */
  faded(alpha: number, draw: () => void): void {
    this.canvas.saved(() => {
      if (alpha < 1) this.canvas.operators(`/${this.canvas.use(this.resources.opacity(alpha))} gs\n`);
      draw();
    });
  }

  /** Draws only inside a path. */
  clipped(path: Path, draw: () => void, rule: FillRule = 'nonzero'): void {
    this.canvas.saved(() => {
      this.canvas.operators(`${path.operators}${rule === 'nonzero' ? 'W' : 'W*'} n\n`);
      draw();
    });
  }

  /** Draws turned clockwise around a point; `degrees` 0 leaves everything as it is. */
  turned(degrees: number, x: number, y: number, draw: () => void): void {
    if (degrees % 360 === 0) return draw();
    const [cos, sin] = unitVector(degrees);
    const up = this.pageHeight - y;
    const [dx, dy] = [x - x * cos - up * sin, up + x * sin - up * cos];
    this.canvas.saved(() => {
      this.canvas.operators(
        `${fine(cos)} ${fine(-sin)} ${fine(sin)} ${fine(cos)} ${num(dx)} ${num(dy)} cm\n`,
      );
      draw();
    });
  }
}

/** A model's colour as the canvas takes it. */
export function tuple({ red, green, blue }: Color): Rgb {
  return [red, green, blue];
}

/** Cosine and sine, exact at right angles. */
function unitVector(degrees: number): readonly [cos: number, sin: number] {
  const radians = (degrees * Math.PI) / 180;
  return [Math.round(Math.cos(radians) * 1e9) / 1e9, Math.round(Math.sin(radians) * 1e9) / 1e9];
}
