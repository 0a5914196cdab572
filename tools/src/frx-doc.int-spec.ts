import { readFile } from 'node:fs/promises';
import { frxDocument } from '@galley/layout';
import { inRoot } from './workspace.js';

test('docs/frx.md lists what the reader reads (node tools/run.mjs frx-doc)', async () => {
  expect(await readFile(inRoot('docs', 'frx.md'), 'utf8')).toBe(frxDocument());
});
