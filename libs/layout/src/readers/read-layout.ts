import { LayoutError } from '../layout-error.js';
import type { Layout } from '../model/layout.js';
import { autoReader } from './auto-reader.js';
import type { LayoutHints, LayoutReader } from './contract.js';
import { documentReader } from './document/document-reader.js';
import { frxReader } from './frx/frx-reader.js';
import { jsonReader } from './json/json-reader.js';

/** One line per form a layout may be written in; the content decides. */
const READERS: readonly LayoutReader[] = [autoReader, documentReader, frxReader, jsonReader];

/** The layout that a template's content describes. Throws `LayoutError`. */
export function readLayout(content: string, hints: LayoutHints): Layout {
  const text = content.replace(/^\uFEFF/, '').trim();
  const reader = READERS.find((one) => one.reads(text));
  if (!reader) {
    throw new LayoutError(
      'layout-invalid',
      'The layout is in no form we read: leave it empty, or give JSON or FastReport XML.',
    );
  }
  return reader.read(text, hints);
}
