import { escaped } from './html.js';

const BULLET = /^\s*[-*]\s+/;
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/\*\*([^*]+)\*\*/g, '<strong>$1</strong>'],
  [/\*([^*]+)\*/g, '<em>$1</em>'],
];
/** After escaping: quotes and brackets of tags cannot be in an address any more. */
const LINK = /\[([^\]]+)\]\((https?:\/\/[^\s()]+)\)/g;

/** An author's paragraph as HTML: the marks that files show too (bold, italic, lists, links), and nothing else of it is HTML. */
export function paragraphHtml(paragraph: string): string {
  const lines = paragraph.split('\n');
  if (lines.every((line) => BULLET.test(line))) {
    return `<ul dir="auto">${lines.map((line) => `<li>${marked(line.replace(BULLET, ''))}</li>`).join('')}</ul>`;
  }
  return `<p dir="auto">${lines.map(marked).join('<br>')}</p>`;
}

function marked(text: string): string {
  const linked = escaped(text).replace(
    LINK,
    // Stars of an address are no marks.
    (_link, name: string, address: string) =>
      `<a href="${address.replaceAll('*', '&#42;')}" rel="noopener noreferrer nofollow">${name}</a>`,
  );
  return MARKS.reduce((html, [mark, element]) => html.replace(mark, element), linked);
}
