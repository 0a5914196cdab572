import type { ChartPath, ChartText, ChartVectors, PathStep } from './vectors.js';

const ANCHORS = { start: 'end', middle: 'middle', end: 'start' } as const;

/** The same chart read from the right: shapes and places mirrored, letters as they are. */
export function mirrored({ width, height, paths, texts }: ChartVectors): ChartVectors {
  return {
    width,
    height,
    paths: paths.map((path) => mirroredPath(path, width)),
    texts: texts.map(mirroredText),
  };

  function mirroredText(text: ChartText): ChartText {
    return { ...text, x: width - text.x, anchor: ANCHORS[text.anchor], angle: -text.angle };
  }
}

function mirroredPath(path: ChartPath, width: number): ChartPath {
  return { ...path, steps: path.steps.map((step) => mirroredStep(step, width)) };
}

function mirroredStep(step: PathStep, width: number): PathStep {
  switch (step[0]) {
    case 'Z':
      return step;
    case 'C':
      return ['C', width - step[1], step[2], width - step[3], step[4], width - step[5], step[6]];
    default:
      return [step[0], width - step[1], step[2]];
  }
}
