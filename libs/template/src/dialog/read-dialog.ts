import { TemplateError } from '../faults.js';
import type { Dialog } from './dialog.js';
import { readJsonDialog } from './json-dialog.js';
import { readXmlDialog } from './xml/xml-dialog.js';

interface DialogReader {
  /** Whether the text, without leading blanks, is of this form. */
  reads(text: string): boolean;
  read(text: string, base: string): Dialog;
}

/** One line per form a dialog may be written in; the content decides. */
const READERS: readonly DialogReader[] = [
  { reads: (text) => text.startsWith('{'), read: readJsonDialog },
  { reads: (text) => text.startsWith('<'), read: readXmlDialog },
];

/** The parameter form of a template; no text = no parameters. Throws `TemplateError` with every fault, pointers below `base`. */
export function readDialog(text: string | null, base = ''): Dialog {
  const trimmed = text?.replace(/^\uFEFF/, '').trim() ?? '';
  if (trimmed === '') return { fields: [] };
  const reader = READERS.find((one) => one.reads(trimmed));
  if (!reader) {
    const detail = 'is in no form we read; give JSON: {"fields": […]}, or <Dialog> XML';
    throw new TemplateError([{ pointer: base, detail }]);
  }
  return reader.read(trimmed, base);
}
