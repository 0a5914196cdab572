import type { DatasetTrailer } from '@galley/dataset';
import {
  countPhrase,
  type DocumentInfo,
  fillPhrase,
  type PhraseTable,
  type TableDesign,
} from '@galley/layout';
import { tagged } from '../tags/page-tags.js';
import type { PageSet } from './page-set.js';
import { ALERT, INK, MUTED } from './palette.js';
import type { Ruler, TextStyle } from './ruler.js';

/** Warnings beyond these are counted, not printed. */
const MAX_NOTES = 60;
const NOTE_LINES = 3;
const LEADING = 1.4;
/** Space above the first line. */
const GAP = 12;
/** Lines that are kept together and with what they close; more of them may run over to another page. */
const MAX_TOGETHER = 12;

const STATEMENT: TextStyle = { size: 9, isBold: true, color: INK };
const MISSING: TextStyle = { size: 9, isBold: true, color: ALERT };
const NOTE: TextStyle = { size: 8, color: INK };
const FINGERPRINT: TextStyle = { size: 7, color: MUTED };

interface ClosingLine {
  readonly text: string;
  readonly style: TextStyle;
}

/** The last lines: how many rows from where, whether that is all, what went wrong, and the data's fingerprint. */
export class Closing {
  private readonly lines: readonly ClosingLine[];
  /** Points the lines take below what they close; of very many lines, those of the first. */
  readonly height: number;

  constructor(
    private readonly ruler: Ruler,
    { summary }: DatasetTrailer,
    { locale }: DocumentInfo,
    phrases: PhraseTable,
    /** What is said where all is complete. */
    extent: TableDesign['closing'] = 'full',
  ) {
    const failed = summary.units.filter((unit) => unit.status === 'failed');
    const units = summary.units.length > 0 ? summary.units.length - failed.length : summary.bu_codes.length;
    const rows = countPhrase(phrases.rows, summary.row_count, locale);
    const from = countPhrase(phrases.units, units, locale);
    const origin = units === 0 ? rows : fillPhrase(phrases.rows_from_units, { rows, units: from });
    const isComplete = failed.length === 0 && !summary.truncated;
    const notes = [
      ...failed.map((unit) =>
        fillPhrase(phrases.unit_failed, { unit: unit.bu_code, reason: unit.problem?.detail ?? '' }),
      ),
      ...(summary.truncated ? [fillPhrase(phrases.truncated, { rows })] : []),
      ...(summary.ignored_filters.length > 0
        ? [fillPhrase(phrases.ignored_filters, { names: summary.ignored_filters.join(', ') })]
        : []),
      ...summary.warnings.map((warning) => `${phrases.warnings}: ${warning}`),
    ];
    const statement = `${origin} — ${isComplete ? phrases.complete : phrases.incomplete}`;
    const more = notes.length > MAX_NOTES ? [`… +${notes.length - MAX_NOTES}`] : [];
    const fingerprint = `${phrases.fingerprint}: ${summary.fingerprint}`;
    const isFull = extent === 'full' || !isComplete || notes.length > 0;
    const brief = extent === 'brief' ? [`${statement} · ${fingerprint}`] : [];
    const full = (): ClosingLine[] => [
      ...this.broken([statement], isComplete ? STATEMENT : MISSING),
      ...this.broken([...notes.slice(0, MAX_NOTES), ...more], NOTE),
      ...this.broken([fingerprint], FINGERPRINT),
    ];
    this.lines = isFull ? full() : this.broken(brief, FINGERPRINT);
    const together = this.lines.slice(0, MAX_TOGETHER);
    const height = together.reduce((sum, { style }) => sum + style.size * LEADING, GAP);
    this.height = together.length > 0 ? height : 0;
  }

  /** Draws the lines below what is on the page, or on a page of their own. */
  draw(pages: PageSet): void {
    pages.trail = '';
    pages.showsColumns = false;
    if (this.lines.length === 0) return;
    pages.ensure(this.height);
    pages.y -= GAP;
    for (const { text, style } of this.lines) {
      pages.ensure(style.size * LEADING);
      pages.y -= style.size * LEADING;
      const [panel] = pages.panels;
      if (!panel) continue;
      tagged(panel.tags, panel.text, 'P', () =>
        this.ruler.line(panel.text, text, pages.y + 2, style, 'start'),
      );
    }
  }

  private broken(texts: readonly string[], style: TextStyle): ClosingLine[] {
    return texts.flatMap((text) =>
      this.ruler.break(text, style, NOTE_LINES).map((line) => ({ text: line, style })),
    );
  }
}
