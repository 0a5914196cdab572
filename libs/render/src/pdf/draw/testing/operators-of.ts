import { inflateSync } from 'node:zlib';

const STREAM = /<<([^\n]*)>>stream\n/g;

/** The inflated streams of a file that are no images or fonts, one after another: pages and forms. */
export function operatorsOf(file: Buffer): string {
  const text = file.toString('latin1');
  const parts: string[] = [];
  for (const match of text.matchAll(STREAM)) {
    const dictionary = match[1] ?? '';
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    const isDrawing = !dictionary.includes('/Image') && !dictionary.includes('/Length1');
    if (!isDrawing || !dictionary.includes('/FlateDecode')) continue;
    const start = match.index + match[0].length;
    parts.push(inflateSync(file.subarray(start, start + length)).toString('latin1'));
  }
  return parts.join('\n');
}
