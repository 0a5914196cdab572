import { readFile } from 'node:fs/promises';
import { declaredProblems, errorsDocument } from './problem-list.js';
import { inRoot } from './workspace.js';

test('docs/errors.md lists what the sources declare (node tools/run.mjs errors-doc)', async () => {
  const written = await readFile(inRoot('docs', 'errors.md'), 'utf8');
  expect(written).toBe(errorsDocument(await declaredProblems()));
});
