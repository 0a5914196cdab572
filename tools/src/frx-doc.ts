import { writeFile } from 'node:fs/promises';
import { frxDocument } from '@galley/layout';
import { inRoot } from './workspace.js';

// node tools/run.mjs frx-doc: writes docs/frx.md from the tables that read FastReport templates.
await writeFile(inRoot('docs', 'frx.md'), frxDocument());
console.log('Wrote docs/frx.md.');
