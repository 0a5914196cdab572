import type { Letters, Paragraph } from '../text/styled-text.js';
import { hexOf } from '../../../hex-color.js';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

/** Paragraphs as HTML of the safe subset that comes to the same paragraphs again. */
export function richSource(paragraphs: readonly Paragraph[]): string {
  return paragraphs
    .map(({ runs, indent, marker }) => {
      const mark = marker === null ? '' : ` data-marker="${escaped(marker)}"`;
      const text = runs.map((run) => tagged(escaped(run.text), run.letters)).join('');
      return `<div style="margin-left:${points(indent)}"${mark}>${text || '<br>'}</div>`;
    })
    .join('');
}

function tagged(text: string, letters: Letters): string {
  const style = [
    `font-size:${points(letters.size)}`,
    `font-weight:${letters.bold ? 'bold' : 'normal'}`,
    `font-style:${letters.italic ? 'italic' : 'normal'}`,
    `text-decoration:${[letters.underline ? 'underline' : '', letters.strikeout ? 'line-through' : ''].join(' ')}`,
    letters.color ? `color:${hexOf(letters.color)}` : '',
    letters.rise === 0 ? '' : `rise:${points(letters.rise)}`,
  ];
  const inner = `<span style="${style.filter((one) => one !== '').join(';')}">${text}</span>`;
  return letters.link === null ? inner : `<a href="${escaped(letters.link)}">${inner}</a>`;
}

function points(value: number): string {
  return `${value.toFixed(3)}pt`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES.get(sign) ?? sign);
}
