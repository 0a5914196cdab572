import { ChartGatherer } from '../../chart/chart-gatherer.js';
import type { ChartFigures } from '../../model/chart.js';
import type { ChartObject } from '../../model/objects.js';
import { sourceKey } from '../source-key.js';
import {
  dresser,
  linkOf,
  type ObjectPrinter,
  type ObjectRun,
  type ObjectSetting,
  ownFrame,
} from './object-printer.js';

/** Charts show all rows of their sources; within a band, those that belong to its row. */
export function chartPrinter(object: ChartObject, setting: ObjectSetting): ObjectPrinter {
  const dressOf = dresser(setting, object);
  const named = object.design.series.flatMap((series) => series.source ?? []);
  const sources = new Map(named.map((name) => [sourceKey(name), name]));
  const figuresOf = (run: ObjectRun): ChartFigures => {
    const gatherer = new ChartGatherer(object.design, run.scope);
    for (const [key, name] of sources) {
      const owns = (source: string | null): boolean => source !== null && sourceKey(source) === key;
      run.rows.each(name, () => gatherer.add(run.scope, owns));
    }
    return gatherer.figures();
  };
  return (run, turn) => {
    const dress = dressOf(run, turn, null);
    if (!dress) return null;
    const frame = ownFrame(object);
    const base = { frame, box: dress.box, link: linkOf(run, object) };
    return { object, frame, items: [{ kind: 'chart', ...base, figures: figuresOf(run) }] };
  };
}
