import type { PlacedText } from '@galley/layout';
import { cleanText } from '../../text/clean-text.js';
import { richParagraphs } from '../rich/rich-paragraphs.js';
import { lettersOf, MAX_CHARACTERS, type Paragraph } from './styled-text.js';

/** More lines than a thousand pages hold; the rest of such a text stays one paragraph. */
const MAX_PARAGRAPHS = 100_000;

/** The paragraphs of a placed text in the looks that its markup gives them. */
export function paragraphsOf({ text, markup, look }: PlacedText): readonly Paragraph[] {
  const letters = lettersOf(look.font);
  const source = text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
  if (markup !== 'plain') return richParagraphs(source, markup, letters);
  const cleaned = cleanText(source);
  const lines = cleaned.includes('\n') ? cleaned.split('\n', MAX_PARAGRAPHS) : [cleaned];
  return lines.map((line) => ({ runs: [{ text: line, letters }], indent: 0, marker: null, gap: 0 }));
}
