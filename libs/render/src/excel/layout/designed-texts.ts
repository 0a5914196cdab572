import {
  type DocumentInfo,
  fillPhrase,
  formatPattern,
  parseTextTemplate,
  phrasesFor,
  type RunningText,
} from '@galley/layout';
import { RowScope } from '../../groups/row-scope.js';
import { xmlText } from '../sheet-text.js';

/** Stand for codes of Excel until the text around them is escaped. */
const PAGE = '\ue000';
const PAGES = '\ue001';
/** Characters of a head or foot, codes included. */
const LONGEST = 255;

/** Texts of the layout's author that name nothing of the rows: titles, and what stands at the edge of every page. */
export class DesignedTexts {
  private readonly scope: RowScope;

  constructor(private readonly document: DocumentInfo) {
    this.scope = new RowScope([], document);
  }

  /** Throws `ExpressionError`. */
  text(template: string): string {
    const { scope } = this;
    return parseTextTemplate(template).evaluate(scope, (value) =>
      formatPattern(value, { kind: 'general' }, scope),
    );
  }

  /** The element with head and foot of the pages; null when the author wrote neither. */
  running(header: RunningText | null, footer: RunningText | null): string | null {
    if (header === null && footer === null) return null;
    const { page_of } = phrasesFor(this.document.locale);
    for (const name of ['Page', 'Page#', 'PageN']) this.scope.say(name, PAGE);
    for (const name of ['TotalPages', 'TotalPages#']) this.scope.say(name, PAGES);
    this.scope.say('PageNofM', fillPhrase(page_of, { page: PAGE, pages: PAGES }));
    return (
      `<headerFooter>${element('oddHeader', this.codes(header))}` +
      `${element('oddFooter', this.codes(footer))}</headerFooter>`
    );
  }

  private codes(texts: RunningText | null): string {
    const part = (code: string, template: string | null): string =>
      template === null ? '' : `&${code}${escaped(this.text(template))}`;
    if (texts === null) return '';
    return part('L', texts.left) + part('C', texts.center) + part('R', texts.right);
  }
}

function element(name: string, codes: string): string {
  if (codes === '') return '';
  const short = codes.length > LONGEST ? `${codes.slice(0, LONGEST - 3).replace(/&+$/, '')}…` : codes;
  return `<${name}>${xmlText(short)}</${name}>`;
}

/** A digit at the start would be read as a font size, and after a page number as part of it. */
function escaped(text: string): string {
  const codes = text.replaceAll('&', '&&').replaceAll(PAGE, '&P').replaceAll(PAGES, '&N');
  return /^\d/.test(codes) ? ` ${codes}` : codes;
}
