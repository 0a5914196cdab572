import { Parser } from 'htmlparser2';
import { marked } from 'marked';
import type { Letters, Paragraph, StyledRun } from '../text/styled-text.js';
import { type Attributes, lengthOf, lettersOfTag, own } from './letters-of-tag.js';

/** Tags nested deeper than this change nothing any more. */
const MAX_DEPTH = 60;
const MAX_RUNS = 50_000;
/** Longer Markdown is shown as it is written; its parser's time may grow faster than its text. */
const MAX_MARKDOWN = 100_000;
const INDENT = 1.6;
const BULLET = '•';

const BLOCKS = new Set([
  'p',
  'div',
  'ul',
  'ol',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'pre',
]);
/** Their text is no text. */
const SILENT = new Set(['script', 'style', 'title', 'head', 'template', 'iframe', 'object', 'svg', 'math']);
const SPACES = /[\s]+/g;
const HAS_BLOCKS = /<(?:p|div|ul|ol|li|br|h[1-6]|blockquote)[\s>/]/i;

/**
 * The paragraphs of a safe subset of HTML, or of Markdown that comes to the same subset. Unknown tags are left out and
 * their text stays; line feeds break lines only where no tag does.
 */
export function richParagraphs(
  text: string,
  markup: 'html' | 'markdown',
  letters: Letters,
): readonly Paragraph[] {
  const html = markup === 'markdown' ? fromMarkdown(text) : text;
  if (html === null) return [{ runs: [{ text, letters }], indent: 0, marker: null, gap: 0 }];
  const builder = new ParagraphBuilder(letters, !HAS_BLOCKS.test(html));
  const parser = new Parser(
    {
      onopentag: (name, attributes) => builder.open(name, attributes),
      onclosetag: (name) => builder.close(name),
      ontext: (data) => builder.text(data),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return builder.finish();
}

function fromMarkdown(text: string): string | null {
  if (text.length > MAX_MARKDOWN) return null;
  try {
    return marked.parse(text, { async: false, gfm: true, breaks: true });
  } catch (error) {
    // Thousands of nested quotes exhaust the parser's stack.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

interface Level {
  readonly tag: string;
  readonly letters: Letters;
  readonly indent: number;
  /** Number of the next item of an ordered list, else null. */
  count: number | null;
}

class ParagraphBuilder {
  private readonly paragraphs: Paragraph[] = [];
  private readonly levels: Level[];
  private runs: StyledRun[] = [];
  private count = 0;
  private silent = 0;
  private beyond = 0;
  private marker: string | null = null;
  private gap = 0;

  constructor(
    private readonly base: Letters,
    /** Line feeds break lines. */
    private readonly keepsFeeds: boolean,
  ) {
    this.levels = [{ tag: '', letters: base, indent: 0, count: null }];
  }

  open(tag: string, attributes: Attributes): void {
    if (SILENT.has(tag)) this.silent++;
    if (tag === 'br') return this.flush(true);
    if (this.levels.length > MAX_DEPTH) {
      this.beyond++;
      return;
    }
    const around = this.level;
    if (BLOCKS.has(tag)) {
      this.flush(false);
      if (tag !== 'li' && tag !== 'div') this.gap = this.base.size * 0.4;
    }
    const list = tag === 'ul' || tag === 'ol' || tag === 'blockquote';
    const margin = /margin-left:\s*([^;]+)/.exec(own(attributes, 'style').slice(0, 1000))?.[1] ?? '';
    const indent =
      around.indent +
      (list ? this.base.size * INDENT : Math.max(0, lengthOf(margin.trim(), this.base.size) ?? 0));
    const start = Number(own(attributes, 'start') || 1);
    this.levels.push({
      tag,
      letters: lettersOfTag(around.letters, this.base, tag, attributes),
      indent,
      count: tag === 'ol' ? (Number.isSafeInteger(start) ? start : 1) : null,
    });
    if (tag === 'li') this.marker = around.count === null ? BULLET : `${around.count++}.`;
    const marker = own(attributes, 'data-marker');
    if (marker !== '') this.marker = marker.slice(0, 20);
  }

  close(tag: string): void {
    if (SILENT.has(tag)) this.silent = Math.max(0, this.silent - 1);
    if (tag === 'br') return;
    if (this.beyond > 0) {
      this.beyond--;
      return;
    }
    if (this.levels.length > 1 && this.level.tag === tag) {
      if (BLOCKS.has(tag)) {
        this.flush(false);
        if (tag !== 'li' && tag !== 'div') this.gap = this.base.size * 0.4;
      }
      this.levels.pop();
    }
  }

  text(data: string): void {
    if (this.silent > 0) return;
    if (this.keepsFeeds && data.includes('\n')) {
      const [first = '', ...rest] = data.split('\n');
      this.add(first.replace(/\r$/, ''));
      for (const line of rest) {
        this.flush(true);
        this.add(line.replace(/\r$/, ''));
      }
      return;
    }
    const text = this.keepsFeeds ? data : data.replace(SPACES, ' ');
    this.add(this.isAtSpace && !this.keepsFeeds ? text.trimStart() : text);
  }

  finish(): readonly Paragraph[] {
    this.flush(false);
    if (this.paragraphs.length === 0) this.flush(true);
    return this.paragraphs;
  }

  private get level(): Level {
    return this.levels.at(-1)!;
  }

  private get isAtSpace(): boolean {
    return this.runs.at(-1)?.text.endsWith(' ') ?? true;
  }

  private add(text: string): void {
    if (text === '' || this.count >= MAX_RUNS) return;
    const { letters } = this.level;
    const last = this.runs.at(-1);
    if (last?.letters === letters) this.runs[this.runs.length - 1] = { text: last.text + text, letters };
    else {
      this.runs.push({ text, letters });
      this.count++;
    }
  }

  /** Ends a paragraph; one without text stands only where a line break asks for it. */
  private flush(isForced: boolean): void {
    const isBlank = this.runs.every((run) => run.text.trim() === '');
    if (isBlank && !isForced) {
      this.runs = [];
      return;
    }
    if (this.paragraphs.length >= MAX_RUNS) return;
    const runs = isBlank ? [{ text: '', letters: this.level.letters }] : this.runs;
    this.paragraphs.push({ runs, indent: this.level.indent, marker: this.marker, gap: this.gap });
    this.runs = [];
    this.marker = null;
    this.gap = 0;
  }
}
