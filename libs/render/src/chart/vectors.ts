import type { Color } from '@galley/layout';

/** One step of a path; points from the upper left corner of the chart, downwards. */
export type PathStep =
  | readonly ['M' | 'L', number, number]
  | readonly ['C', number, number, number, number, number, number]
  | readonly ['Z'];

export interface ChartPath {
  readonly steps: readonly PathStep[];
  readonly fill: Color | null;
  readonly stroke: { readonly color: Color; readonly width: number } | null;
}

/** One line of text; `x`, `y` is where its anchor meets the baseline. */
export interface ChartText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Points. */
  readonly size: number;
  readonly bold: boolean;
  readonly color: Color;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Degrees clockwise around x, y. */
  readonly angle: number;
}

/** A chart without anything that a device could not draw; paths in painting order, texts above them. */
export interface ChartVectors {
  readonly width: number;
  readonly height: number;
  readonly paths: readonly ChartPath[];
  readonly texts: readonly ChartText[];
}
