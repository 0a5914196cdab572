import { bandsOf, type Layout, objectsOf } from '@galley/layout';

const known = new WeakMap<Layout, boolean>();

/** Whether a layout draws charts, for which more must be loaded. */
export function hasCharts(layout: Layout): boolean {
  let answer = known.get(layout);
  if (answer === undefined) known.set(layout, (answer = looksFor(layout)));
  return answer;
}

function looksFor({ sections }: Layout): boolean {
  for (const section of sections) {
    if (section.kind === 'table' && section.design.charts.length > 0) return true;
    if (section.kind !== 'pages') continue;
    for (const band of bandsOf(section)) {
      for (const object of objectsOf(band.objects)) if (object.kind === 'chart') return true;
    }
  }
  return false;
}
