import type { DatasetTrailer } from '@galley/dataset';
import {
  countPhrase,
  fillPhrase,
  formatInstant,
  phrasesFor,
  textDirection,
  type DocumentInfo,
} from '@galley/layout';
import { parameterLabels } from './parameter-labels.js';
import { styleOf } from './sheet-column.js';
import { MAIN_SPACE, XML_HEAD } from './sheet-frame.js';
import type { StyleBook } from './style-book.js';
import { textCell } from './text-rows.js';

type Line = readonly [label: string, value: string | number];

/** Facts about the workbook itself. */
export interface SheetFacts {
  /** Texts that were too long for a cell. */
  readonly shortened: number;
  /** Whether pages were laid out that a sheet does not have. */
  readonly isFromPages?: boolean;
  /** Names of what could not be carried over. */
  readonly leftOut?: readonly string[];
  /** Absent or null = as the locale runs. */
  readonly direction?: 'ltr' | 'rtl' | null;
}

/** The sheet that says what the figures are: whose, chosen how, taken when, and whether any are missing. */
export function parametersSheet(
  document: DocumentInfo,
  trailer: DatasetTrailer,
  facts: SheetFacts,
  styles: StyleBook,
): string {
  const lines: (Line | null)[] = [
    [parameterLabels(document.locale).organization, document.organization],
    ...document.parameters.map(({ label, value }) => [label, value] as const),
    null,
    ...aboutData(document, trailer, facts),
  ];
  const title = styleOf(styles.indexOf({ font: 'title' }));
  const label = styleOf(styles.indexOf({ font: 'bold' }));
  const text = styleOf(styles.indexOf({ wrap: true }));
  const number = styleOf(styles.indexOf({ format: '#,##0', align: 'left', wrap: true }));
  const rows = lines.map((line, index) => {
    const row = index + 4;
    if (line === null) return '';
    const [name, value] = line;
    const cell =
      typeof value === 'number'
        ? `<c r="B${row}"${number}><v>${value}</v></c>`
        : textCell(`B${row}`, text, value);
    return `<row r="${row}">${textCell(`A${row}`, label, name)}${cell}</row>`;
  });
  const rightToLeft = (facts.direction ?? textDirection(document.locale)) === 'rtl' ? ' rightToLeft="1"' : '';
  return (
    `${XML_HEAD}<worksheet xmlns="${MAIN_SPACE}">` +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<sheetViews><sheetView${rightToLeft} workbookViewId="0"/></sheetViews>` +
    '<sheetFormatPr defaultRowHeight="15"/>' +
    '<cols><col min="1" max="1" width="28" customWidth="1"/><col min="2" max="2" width="80" customWidth="1"/></cols>' +
    `<sheetData><row r="1">${textCell('A1', title, document.title)}</row>` +
    `<row r="2">${textCell('A2', '', document.subtitle ?? '')}</row>${rows.join('')}</sheetData>` +
    '<pageSetup orientation="portrait" fitToHeight="0"/></worksheet>'
  );
}

function aboutData(document: DocumentInfo, trailer: DatasetTrailer, facts: SheetFacts): Line[] {
  const { locale, timezone, template } = document;
  const { summary } = trailer;
  const phrases = phrasesFor(locale);
  const labels = parameterLabels(locale);
  const version = template.version === null ? '' : ` (${template.version})`;
  const lines: (Line | false)[] = [
    [labels.template, template.name + version],
    [phrases.generated, formatInstant(document.generated_at, locale, timezone)],
    [labels.source, summary.source],
    [labels.rows, summary.row_count],
    summary.bu_codes.length > 0 && [labels.units, summary.bu_codes.join(', ')],
    [phrases.fingerprint, summary.fingerprint],
    [labels.completeness, completeness(trailer, locale)],
    facts.isFromPages === true && [phrases.warnings, labels.pages_remark],
    facts.leftOut !== undefined && facts.leftOut.length > 0 && [labels.left_out, facts.leftOut.join(', ')],
    facts.shortened > 0 && [labels.shortened, facts.shortened],
    summary.ignored_filters.length > 0 && [
      phrases.warnings,
      fillPhrase(phrases.ignored_filters, { names: summary.ignored_filters.join(', ') }),
    ],
    ...summary.warnings.map((warning): Line => [phrases.warnings, warning]),
  ];
  return lines.filter((line) => line !== false);
}

/** One line a reader can trust: every row of every unit, or what is missing. */
function completeness({ summary }: DatasetTrailer, locale: string): string {
  const phrases = phrasesFor(locale);
  const missing = summary.units
    .filter((unit) => unit.status === 'failed')
    .map((unit) =>
      fillPhrase(phrases.unit_failed, { unit: unit.bu_code, reason: unit.problem?.detail ?? '' }),
    );
  const rows = countPhrase(phrases.rows, summary.row_count, locale);
  if (summary.truncated) missing.push(fillPhrase(phrases.truncated, { rows }));
  if (missing.length > 0) return `${phrases.incomplete}: ${missing.join('; ')}`;
  if (summary.bu_codes.length === 0) return `${phrases.complete}: ${rows}`;
  const units = countPhrase(phrases.units, summary.bu_codes.length, locale);
  return `${phrases.complete}: ${fillPhrase(phrases.rows_from_units, { rows, units })}`;
}
