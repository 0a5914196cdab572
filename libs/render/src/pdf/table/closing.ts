import type { DatasetTrailer } from '@galley/dataset';
import { countPhrase, type DocumentInfo, fillPhrase, type PhraseTable } from '@galley/layout';
import type { PageSet } from './page-set.js';
import { ALERT, INK, MUTED } from './palette.js';
import type { Ruler, TextStyle } from './ruler.js';

/** Warnings beyond these are counted, not printed. */
const MAX_NOTES = 60;
const NOTE_LINES = 3;
const LEADING = 1.4;

const STATEMENT: TextStyle = { size: 9, isBold: true, color: INK };
const MISSING: TextStyle = { size: 9, isBold: true, color: ALERT };
const NOTE: TextStyle = { size: 8, color: INK };
const FINGERPRINT: TextStyle = { size: 7, color: MUTED };

/** The last lines: how many rows from where, whether that is all, what went wrong, and the data's fingerprint. */
export function drawClosing(
  pages: PageSet,
  ruler: Ruler,
  { summary }: DatasetTrailer,
  { locale }: DocumentInfo,
  phrases: PhraseTable,
): void {
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
  pages.trail = '';
  pages.showsColumns = false;
  const fingerprint = `${phrases.fingerprint}: ${summary.fingerprint}`;
  pages.ensure(12 + STATEMENT.size * LEADING + FINGERPRINT.size * LEADING);
  pages.y -= 12;
  const statement = `${origin} — ${isComplete ? phrases.complete : phrases.incomplete}`;
  drawNote(pages, ruler, statement, isComplete ? STATEMENT : MISSING);
  for (const note of notes.slice(0, MAX_NOTES)) drawNote(pages, ruler, note, NOTE);
  if (notes.length > MAX_NOTES) drawNote(pages, ruler, `… +${notes.length - MAX_NOTES}`, NOTE);
  drawNote(pages, ruler, fingerprint, FINGERPRINT);
}

function drawNote(pages: PageSet, ruler: Ruler, text: string, style: TextStyle): void {
  for (const line of ruler.break(text, style, NOTE_LINES)) {
    pages.ensure(style.size * LEADING);
    pages.y -= style.size * LEADING;
    const [panel] = pages.panels;
    if (panel) ruler.line(panel.text, line, pages.y + 2, style, 'start');
  }
}
