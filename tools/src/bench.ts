import { pathToFileURL } from 'node:url';
import { inRoot } from './workspace.js';

// npm run bench: the measurements live in a package of their own.
await import(pathToFileURL(inRoot('bench', 'dist', 'main.js')).href);
