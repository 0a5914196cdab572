import { writeFile } from 'node:fs/promises';
import { declaredProblems, errorsDocument } from './problem-list.js';
import { inRoot } from './workspace.js';

// node tools/run.mjs errors-doc: writes docs/errors.md from what the sources declare.
const problems = await declaredProblems();
await writeFile(inRoot('docs', 'errors.md'), errorsDocument(problems));
console.log(`Wrote docs/errors.md: ${problems.length} problems.`);
