import type { Frame } from '@galley/layout';
import { num } from './numbers.js';

/** Control points of a quarter of a circle, in radii. */
const ROUND = 0.5523;

/** A path in points from the page's upper left corner, written as PDF's operators (from the lower left corner). */
export class Path {
  private text = '';

  constructor(private readonly pageHeight: number) {}

  get operators(): string {
    return this.text;
  }

  move(x: number, y: number): this {
    return this.add(`${this.at(x, y)} m\n`);
  }

  line(x: number, y: number): this {
    return this.add(`${this.at(x, y)} l\n`);
  }

  curve(x1: number, y1: number, x2: number, y2: number, x: number, y: number): this {
    return this.add(`${this.at(x1, y1)} ${this.at(x2, y2)} ${this.at(x, y)} c\n`);
  }

  close(): this {
    return this.add('h\n');
  }

  rectangle({ x, y, width, height }: Frame): this {
    return this.add(`${this.at(x, y + height)} ${num(width)} ${num(height)} re\n`);
  }

  polygon(points: readonly (readonly [x: number, y: number])[]): this {
    points.forEach(([x, y], index) => (index === 0 ? this.move(x, y) : this.line(x, y)));
    return points.length > 0 ? this.close() : this;
  }

  ellipse({ x, y, width, height }: Frame): this {
    return this.rounded({ x, y, width, height }, width / 2, height / 2);
  }

  roundRectangle(frame: Frame, radius: number): this {
    const most = Math.max(0, Math.min(radius, frame.width / 2, frame.height / 2));
    return this.rounded(frame, most, most);
  }

  private rounded({ x, y, width, height }: Frame, rx: number, ry: number): this {
    const [right, bottom] = [x + width, y + height];
    const [dx, dy] = [rx * (1 - ROUND), ry * (1 - ROUND)];
    return this.move(x + rx, y)
      .line(right - rx, y)
      .curve(right - dx, y, right, y + dy, right, y + ry)
      .line(right, bottom - ry)
      .curve(right, bottom - dy, right - dx, bottom, right - rx, bottom)
      .line(x + rx, bottom)
      .curve(x + dx, bottom, x, bottom - dy, x, bottom - ry)
      .line(x, y + ry)
      .curve(x, y + dy, x + dx, y, x + rx, y)
      .close();
  }

  private at(x: number, y: number): string {
    return `${num(x)} ${num(this.pageHeight - y)}`;
  }

  private add(operators: string): this {
    this.text += operators;
    return this;
  }
}
