import type { ContentSection, ReportHead, SectionRow } from '../report-content.js';
import type { SectionKind } from '../section-kinds.js';
import type { ReportWords } from '../words/report-words.js';
import { indicatorSeries, indicatorTable, logframe, narratives } from './indicators.js';
import { tableOf, type SectionTable, type TableDesign } from './section-table.js';
import { activities, annex, budget, participants, remarks } from './work.js';

const DESIGNS: Readonly<Record<SectionKind, TableDesign>> = {
  narrative: narratives,
  logframe,
  indicator_table: indicatorTable,
  indicator_chart: indicatorSeries,
  activities,
  participants,
  budget,
  annex,
};

/** The rows of a section; null where it has none. */
export function tableOfSection(section: ContentSection, words: ReportWords): SectionTable | null {
  if (section.rows.length === 0) return null;
  return tableOf(DESIGNS[section.kind], section, words);
}

/** Remarks on the figures of the whole report; null where there are none. */
export function remarksOf({ warnings }: ReportHead, words: ReportWords): SectionTable | null {
  if (warnings.length === 0) return null;
  return tableOf(remarks, { rows: warnings as readonly object[] as readonly SectionRow[] }, words);
}

export function sectionTitle(section: ContentSection, words: ReportWords): string {
  return section.title ?? words.sections[section.kind];
}

/** Paragraphs of an author's text: an empty line begins a new one. */
export function paragraphsOf(body: string | null): readonly string[] {
  return (body ?? '')
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}
