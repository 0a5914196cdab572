import { richParagraphs } from '../../pdf/draw/rich/rich-paragraphs.js';

const LETTERS = {
  size: 11,
  bold: false,
  italic: false,
  underline: false,
  strikeout: false,
  color: null,
  rise: 0,
  link: null,
};

/** Paragraphs of a rich text without their marks. */
export function plainParagraphs(text: string, markup: 'html' | 'markdown'): string[] {
  return richParagraphs(text, markup, LETTERS).map(
    ({ runs, marker }) => `${marker === null ? '' : `${marker} `}${runs.map((run) => run.text).join('')}`,
  );
}
