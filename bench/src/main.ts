import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { openBench } from './bench-context.js';
import { measureAcceptingJobs } from './cases/accepting-jobs.js';
import { measureConcurrentExports } from './cases/concurrent-exports.js';
import { measureExports } from './cases/exports.js';
import { measureMemory } from './cases/memory.js';
import { measureSmallDataset } from './cases/small-dataset.js';
import { measureValidatedPost } from './cases/validated-post.js';
import { toMarkdown, type Measurement } from './ratio.js';

const argument = (name: string): string | undefined =>
  process.argv.find((value) => value.startsWith(`--${name}=`))?.slice(name.length + 3);

// npm run bench [-- --rows=100000] [--write=docs/performance.md]: every number against a reference of the same run.
const largest = Number(argument('rows') ?? 1_000_000);
const context = await openBench(largest);
const results: Measurement[] = [];
const note = (...measurements: Measurement[]): void => {
  results.push(...measurements);
  for (const { name, ours, reference, ratio, goal, met } of measurements) {
    const figures = `${ours} against ${reference}${ratio === null ? '' : ` = ${ratio.toFixed(2)} ×`}`;
    console.log(`${met ? '✔' : '✘'} ${name}: ${figures} (goal ${goal})`);
  }
};
try {
  note(await measureSmallDataset(context));
  note(await measureValidatedPost(context));
  note(...(await measureExports(context, largest)));
  note(await measureConcurrentExports(context, largest / 4));
  note(...(await measureMemory(context, largest)));
  note(await measureAcceptingJobs(context));
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
