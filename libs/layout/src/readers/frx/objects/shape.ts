import type { XmlElement } from '@galley/template';
import type { LineObject, ShapeObject } from '../../../model/objects.js';
import { BORDER_PARTS, strokeOf } from '../appearance/border.js';
import { ignored, partOf, unsupported, type AttributeTable, type Values } from '../attributes/attribute.js';
import { attribute } from '../attributes/attribute.js';
import { choice, decimal, number, pixels, POINTS_PER_PIXEL } from '../attributes/kinds.js';
import type { FrxContext } from '../frx-context.js';
import { COMPONENT, componentOf, type ComponentValues } from './component.js';

export const SHAPE = {
  ...COMPONENT,
  Shape: choice(
    {
      Rectangle: 'rectangle',
      RoundRectangle: 'round_rectangle',
      Ellipse: 'ellipse',
      Triangle: 'triangle',
      Diamond: 'diamond',
    },
    'Rectangle',
  ),
  Curve: number(0),
  DashPattern: unsupported('dashes as of Border.Style'),
} satisfies AttributeTable;

export function readShape(element: XmlElement, context: FrxContext): ShapeObject {
  const read = context.read(element, SHAPE);
  return { ...outlined(element, read, context), shape: read.Shape, curve: curveOf(read), points: [] };
}

/** Radius of the corners: a quarter of the shorter side, or `Curve` times ten pixels up to all of it. */
function curveOf({ Curve, Width, Height }: Values<typeof SHAPE>): number {
  const shorter = Math.min(Math.abs(Width), Math.abs(Height));
  return (Curve > 0 ? Math.min(shorter, Curve * 10 * POINTS_PER_PIXEL) : shorter / 4) / 2;
}

/** `x\y\type|x\y\type` or `x/y|x/y`, in pixels from the centre. */
const corners = attribute<readonly (readonly [number, number])[]>('x/y|x/y …', [], (written) => {
  const points = written
    .split('|')
    .filter(Boolean)
    .map((one) => one.split(/[\\/]/).map((part) => decimal(part)));
  if (points.length > 10_000) return undefined;
  const pairs: [number, number][] = [];
  for (const [x, y] of points) {
    if (x === undefined || y === undefined) return undefined;
    pairs.push([x * POINTS_PER_PIXEL, y * POINTS_PER_PIXEL]);
  }
  return pairs;
});

export const POLYGON = {
  ...COMPONENT,
  PolyPoints_v2: corners,
  PolyPoints: corners,
  CenterX: pixels(0),
  CenterY: pixels(0),
  DashPattern: unsupported('dashes as of Border.Style'),
  StartCap: ignored,
  EndCap: ignored,
} satisfies AttributeTable;

export function readPolygon(element: XmlElement, context: FrxContext): ShapeObject {
  const read = context.read(element, POLYGON);
  const fraction = (value: number, of: number): number => (of === 0 ? 0 : value / of);
  return {
    ...outlined(element, read, context),
    shape: 'polygon',
    curve: 0,
    points: cornersOf(read).map(([x, y]) => [fraction(x, read.Width), fraction(y, read.Height)]),
  };
}

/** A line from corner to corner, left open: as many straight lines. */
export function readPolyLine(element: XmlElement, context: FrxContext): readonly LineObject[] {
  const read = context.read(element, POLYGON);
  const base = componentOf(element, read, context);
  const points = cornersOf(read);
  return points.slice(1).map(([x, y], at): LineObject => {
    const [fromX, fromY] = points[at] ?? [x, y];
    return {
      kind: 'line',
      ...base,
      left: base.left + fromX,
      top: base.top + fromY,
      width: x - fromX,
      height: y - fromY,
      box: { fill: null, border: null },
      diagonal: true,
      stroke: strokeOf(partOf(read, 'Border', BORDER_PARTS)),
      start_cap: 'none',
      end_cap: 'none',
    };
  });
}

/** Points from the object's upper left corner. */
function cornersOf(read: Values<typeof POLYGON>): readonly (readonly [number, number])[] {
  const points = read.PolyPoints_v2.length > 0 ? read.PolyPoints_v2 : read.PolyPoints;
  return points.map(([x, y]) => [x + read.CenterX, y + read.CenterY] as const);
}

/** A shape has an outline, never a border. */
function outlined(
  element: XmlElement,
  read: ComponentValues,
  context: FrxContext,
): Omit<ShapeObject, 'shape' | 'curve' | 'points'> {
  const base = componentOf(element, read, context);
  const stroke = strokeOf(partOf(read, 'Border', BORDER_PARTS));
  return { kind: 'shape', ...base, box: { fill: base.box.fill, border: null }, stroke };
}
