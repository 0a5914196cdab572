import { colorOf } from './chart-colors.js';
import type { ChartPath, PathStep } from './vectors.js';

/** More steps than any chart within the bounds draws. */
const MAX_STEPS = 200_000;
const QUARTER = Math.PI / 2;

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/**
 * As much of a canvas as vega's marks draw on: it keeps paths, transformed, with their colours. Texts are set by us and
 * never reach it.
 */
export class PathRecorder {
  fillStyle = '#000000';
  strokeStyle = '#000000';
  lineWidth = 1;
  globalAlpha = 1;
  readonly paths: ChartPath[] = [];
  private steps: PathStep[] = [];
  private matrix: Matrix;
  private readonly saved: Matrix[] = [];
  private count = 0;

  /** `left`, `top`: where the drawing's origin stands. */
  constructor(left: number, top: number) {
    this.matrix = [1, 0, 0, 1, left, top];
  }

  save(): void {
    this.saved.push(this.matrix);
  }

  restore(): void {
    this.matrix = this.saved.pop() ?? this.matrix;
  }

  translate(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.matrix;
    this.matrix = [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
  }

  rotate(angle: number): void {
    const [a, b, c, d, e, f] = this.matrix;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.matrix = [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f];
  }

  /** Charts have no dashed lines. */
  setLineDash(): void {}

  beginPath(): void {
    this.steps = [];
  }

  closePath(): void {
    this.add(['Z']);
  }

  moveTo(x: number, y: number): void {
    this.add(['M', ...this.at(x, y)]);
  }

  lineTo(x: number, y: number): void {
    this.add([this.steps.length === 0 ? 'M' : 'L', ...this.at(x, y)]);
  }

  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.add(['C', ...this.at(x1, y1), ...this.at(x2, y2), ...this.at(x, y)]);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  /** As curves of at most a quarter each. */
  arc(x: number, y: number, radius: number, start: number, end: number, isBackwards: boolean = false): void {
    const turn = sweep(start, end, isBackwards);
    const parts = Math.max(1, Math.ceil(Math.abs(turn) / QUARTER - 1e-9));
    const step = turn / parts;
    const reach = (4 / 3) * Math.tan(step / 4) * radius;
    this.lineTo(x + radius * Math.cos(start), y + radius * Math.sin(start));
    for (let part = 0; part < parts; part++) {
      const from = start + part * step;
      const [cos1, sin1, cos2, sin2] = [
        Math.cos(from),
        Math.sin(from),
        Math.cos(from + step),
        Math.sin(from + step),
      ];
      this.bezierCurveTo(
        x + radius * cos1 - reach * sin1,
        y + radius * sin1 + reach * cos1,
        x + radius * cos2 + reach * sin2,
        y + radius * sin2 - reach * cos2,
        x + radius * cos2,
        y + radius * sin2,
      );
    }
  }

  fill(): void {
    const fill = colorOf(this.fillStyle, this.globalAlpha);
    if (fill && this.steps.length > 1) this.paths.push({ steps: this.steps, fill, stroke: null });
  }

  stroke(): void {
    const color = colorOf(this.strokeStyle, this.globalAlpha);
    if (!color || this.steps.length < 2) return;
    const stroke = { color, width: this.lineWidth };
    this.paths.push({ steps: this.steps, fill: null, stroke });
  }

  private add(step: PathStep): void {
    if (++this.count > MAX_STEPS) throw new RangeError('the chart draws too much');
    this.steps.push(step);
  }

  private at(x: number, y: number): [number, number] {
    const [a, b, c, d, e, f] = this.matrix;
    return [a * x + c * y + e, b * x + d * y + f];
  }
}

function sweep(start: number, end: number, isBackwards: boolean): number {
  const full = 2 * Math.PI;
  if (!isBackwards && end - start >= full - 1e-9) return full;
  if (isBackwards && start - end >= full - 1e-9) return -full;
  const turn = (end - start) % full;
  if (isBackwards) return turn > 0 ? turn - full : turn;
  return turn < 0 ? turn + full : turn;
}
