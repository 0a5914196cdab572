import { LOCALES, type ReportEdition, type Said } from '../edition.js';
import type { ContentSection } from '../report-content.js';
import { paragraphsOf, remarksOf, sectionTitle, tableOfSection } from '../tables/table-of-section.js';
import type { SectionTable } from '../tables/section-table.js';
import type { ReportWords } from '../words/report-words.js';
import { wordsOf } from '../words/words-of.js';
import type { ComposedDataset, ComposedReport } from './composed-report.js';
import { coverDataset, factsOf } from './cover-dataset.js';
import { layoutText } from './layout-text.js';
import { sectionDataset, textColumn } from './section-dataset.js';
import { tableLayout } from './section-layout.js';

/** What the layout calls the picture of the cover. */
export const LOGO = 'logo';

/** Layout and rows of one part of a report. */
interface Part {
  readonly layout: object;
  readonly dataset: ComposedDataset | null;
}

/**
 * A report as the renderer takes it (ME-16): cover, contents, the sections in their order, remarks on the figures. Pure: the same
 * edition gives the same layout and rows. A section without rows is there and says so.
 */
export function composeReport(edition: ReportEdition, said: Said): ComposedReport {
  const { content, publication } = edition;
  const { head, sections } = content;
  const words = wordsOf(head.language);
  const facts = factsOf(edition, said);
  const subtitle = words.report_types[head.report_type] + words.comma + said.period;
  const remarks = remarksOf(head, words);
  const parts = [
    ...sections.flatMap((section, at) => sectionParts(section, at, words)),
    ...(remarks ? [tablePart('remarks', words.remarks, remarks, words)] : []),
  ];
  const mark = publication === null ? words.draft : head.provisional ? words.provisional : null;
  const layout = {
    direction: head.language === 'ar' ? 'rtl' : 'ltr',
    header: { left: '[Organization]', right: '[Title]' },
    footer: { left: layoutText(said.edition), right: '[Page] / [TotalPages]' },
    closing: 'none',
    ...(mark !== null && { watermark: mark }),
    sections: [
      {
        kind: 'cover',
        ...(head.logo && { logo: LOGO }),
        title: '[Title]',
        subtitle: layoutText(subtitle),
        stamp:
          [publication === null ? words.draft : '', head.provisional ? words.provisional : '']
            .filter(Boolean)
            .join(' · ') || undefined,
        facts: facts.map(([name]) => ({ label: words.facts[name], value: `[${name}]` })),
      },
      { kind: 'contents', title: words.contents },
      ...parts.map((part, at) => (at === 0 ? part.layout : { ...part.layout, page_break: false })),
    ],
  };
  return {
    title: head.title,
    subtitle,
    locale: LOCALES[head.language],
    layout: JSON.stringify(layout),
    datasets: [coverDataset(facts), ...parts.flatMap(({ dataset }) => dataset ?? [])],
  };
}

/** The author's text, then what the records say; where both say nothing, that is said. */
function sectionParts(section: ContentSection, at: number, words: ReportWords): readonly Part[] {
  const title = sectionTitle(section, words);
  const table = tableOfSection(section, words);
  const paragraphs = paragraphsOf(section.body);
  if (paragraphs.length === 0 && table) return [tablePart(`rows${at}`, title, table, words)];
  const texts = table || paragraphs.length > 0 ? paragraphs : [words.no_data];
  const text = textPart(`text${at}`, title, texts);
  return table ? [text, tablePart(`rows${at}`, null, table, words)] : [text];
}

function textPart(name: string, title: string, paragraphs: readonly string[]): Part {
  return {
    layout: { kind: 'text', title: layoutText(title), dataset: name, paragraphs: '[paragraph]' },
    dataset: { name, columns: [textColumn('paragraph')], rows: paragraphs.map((paragraph) => [paragraph]) },
  };
}

function tablePart(name: string, title: string | null, table: SectionTable, words: ReportWords): Part {
  return {
    layout: {
      ...(title !== null && { title: layoutText(title) }),
      dataset: name,
      ...tableLayout(table, words),
    },
    dataset: sectionDataset(name, table, words),
  };
}
