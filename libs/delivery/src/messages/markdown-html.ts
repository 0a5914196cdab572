import { Marked, type Tokens } from 'marked';
import { escapeHtml } from './escape-html.js';
import { linkAddress } from './link-address.js';
import { fillMarks, type MarkedText } from './placeholders.js';

const LINK_STYLE = 'color:#0b5cad;text-decoration:underline';
const CELL_STYLE = 'border:1px solid #d5dae1;padding:4px 8px;text-align:start';

/**
 * Markdown as HTML for a mail. Raw HTML is shown as the text it is, pictures as their description (nothing is fetched
 * when a mail is opened), links lead to http(s) and mailto only. Values are put in after parsing: they are never Markdown.
 */
export function markdownHtml({ text, values }: MarkedText): string {
  const markdown = new Marked({
    gfm: true,
    breaks: true,
    renderer: {
      html: ({ text: raw }) => escapeHtml(raw),
      image: ({ text: description }) => escapeHtml(description),
      link({ href, tokens }: Tokens.Link) {
        const address = linkAddress(fillMarks(href, values));
        const label = this.parser.parseInline(tokens);
        return address === null
          ? label
          : `<a href="${escapeHtml(address)}" style="${LINK_STYLE}">${label}</a>`;
      },
      tablecell({ tokens, header }: Tokens.TableCell) {
        const name = header ? 'th' : 'td';
        return `<${name} style="${CELL_STYLE}">${this.parser.parseInline(tokens)}</${name}>`;
      },
    },
  });
  // A value keeps its own direction inside a text of the other.
  return fillMarks(
    markdown.parse(text, { async: false }),
    values,
    (value) => `<bdi>${escapeHtml(value)}</bdi>`,
  );
}
