import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { openBench } from './bench-context.js';
import { measureAcceptingJobs } from './cases/accepting-jobs.js';
import { measureConcurrentExports } from './cases/concurrent-exports.js';
import { measureExports } from './cases/exports.js';
import { measureFiringSchedules } from './cases/firing-schedules.js';
import { measureGrantsFigures } from './cases/grants-figures.js';
import { measureMemory } from './cases/memory.js';
import { measureMonitoringFigures } from './cases/monitoring-figures.js';
import { measurePrinting } from './cases/print-document.js';
import { measureSmallDataset } from './cases/small-dataset.js';
import { measureValidatedPost } from './cases/validated-post.js';
import { toMarkdown, type Measurement } from './ratio.js';

const argument = (name: string): string | undefined =>
  process.argv.find((value) => value.startsWith(`--${name}=`))?.slice(name.length + 3);

// npm run bench [-- --rows=100000] [--only=printing] [--write=docs/performance.md]: every number against a reference of the
// same run.
const largest = Number(argument('rows') ?? 1_000_000);
const only = argument('only');
/** Cases that read no reference rows. */
const WITHOUT_ROWS = ['printing', 'firing', 'figures', 'monitoring'];
const context = await openBench(only !== undefined && WITHOUT_ROWS.includes(only) ? 1000 : largest);
const CASES: Readonly<Record<string, () => Promise<readonly Measurement[]>>> = {
  dataset: async () => [await measureSmallDataset(context)],
  post: async () => [await measureValidatedPost(context)],
  printing: () => measurePrinting(context),
  exports: () => measureExports(context, largest),
  concurrent: async () => [await measureConcurrentExports(context, largest / 4)],
  memory: () => measureMemory(context, largest),
  accepting: async () => [await measureAcceptingJobs(context)],
  firing: async () => [await measureFiringSchedules(context)],
  figures: () => measureGrantsFigures(context),
  monitoring: () => measureMonitoringFigures(context),
};
const results: Measurement[] = [];
const note = (...measurements: Measurement[]): void => {
  results.push(...measurements);
  for (const { name, ours, reference, ratio, goal, met } of measurements) {
    const figures = `${ours} against ${reference}${ratio === null ? '' : ` = ${ratio.toFixed(2)} ×`}`;
    console.log(`${met ? '✔' : '✘'} ${name}: ${figures} (goal ${goal})`);
  }
};
try {
  for (const [name, measure] of Object.entries(CASES)) {
    if (only === undefined || only === name) note(...(await measure()));
  }
} finally {
  await context.close();
}
const file = argument('write');
if (file) {
  const [before, , after] = (await readFile(file, 'utf8')).split(/^<!-- (?:results|end of results) -->$/m);
  await writeFile(file, `${before}<!-- results -->\n${report(results)}<!-- end of results -->${after}`);
}
process.exit();

/** What stands between the marks of docs/performance.md; the words around them are written by hand. */
function report(measurements: readonly Measurement[]): string {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}`;
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${machine}, ${largest.toLocaleString('en')} rows at most.\n\n${toMarkdown(measurements)}\n`;
}
