/** Groups whose content is no text of the document. */
const HIDDEN = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'object',
  'header',
  'footer',
  'listtable',
  'listoverridetable',
  'generator',
  'themedata',
  'datastore',
  'rsidtbl',
]);

const SIGNS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  row: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
};

/** A control word, a control sign, a group's border, or a run of text. */
const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|([^\\{}\r\n]+)/gi;

/** Windows-1252, where it differs from Latin 1. */
const ANSI = new TextDecoder('windows-1252');

interface Group {
  isHidden: boolean;
  /** Characters that stand for a Unicode one, for readers that know none. */
  fallback: number;
}

/** The plain text of a document in Rich Text Format. What is no RTF comes back as it is. */
export function rtfText(rtf: string): string {
  if (!rtf.trimStart().startsWith('{\\rtf')) return rtf;
  const reader = new RtfReader();
  for (const [, word, number, hex, sign, brace, text] of rtf.matchAll(TOKEN)) {
    if (brace === '{') reader.open();
    else if (brace === '}') reader.close();
    else if (word !== undefined) reader.word(word, number === undefined ? null : Number(number));
    else if (hex !== undefined) reader.print(ANSI.decode(Buffer.from(hex, 'hex')));
    else if (sign !== undefined) reader.sign(sign);
    else reader.print(text ?? '');
  }
  return reader.text.trimEnd();
}

class RtfReader {
  text = '';
  private readonly outer: Group[] = [];
  private group: Group = { isHidden: false, fallback: 1 };
  private skip = 0;

  open(): void {
    if (this.outer.length > 1000) return;
    this.outer.push(this.group);
    this.group = { ...this.group };
  }

  close(): void {
    this.group = this.outer.pop() ?? this.group;
    this.skip = 0;
  }

  word(word: string, number: number | null): void {
    if (HIDDEN.has(word)) this.group.isHidden = true;
    else if (word === 'uc') this.group.fallback = number ?? 1;
    else if (word === 'u' && number !== null) {
      this.print(String.fromCharCode(number & 0xffff));
      this.skip = this.group.fallback;
    } else this.print(SIGNS[word] ?? '');
  }

  sign(sign: string): void {
    if (sign === '*') this.group.isHidden = true;
    else if (sign === '~') this.print('\u00A0');
    else if ('\\{}'.includes(sign)) this.print(sign);
  }

  print(text: string): void {
    const from = Math.min(this.skip, text.length);
    this.skip -= from;
    if (!this.group.isHidden) this.text += text.slice(from);
  }
}
