import type { ReportEdition, Said } from '../edition.js';
import type { ReportWords } from '../words/report-words.js';
import type { ComposedDataset } from './composed-report.js';
import { textColumn } from './section-dataset.js';

type Fact = keyof ReportWords['facts'];

/** What a cover and the page say of a report, in their order; what a report does not have is left out. */
export function factsOf(
  { content: { head }, publication }: ReportEdition,
  words: ReportWords,
  said: Said,
): readonly (readonly [Fact, string])[] {
  const facts: readonly (readonly [Fact, string | null])[] = [
    ['organization', head.organization],
    ['donor', head.donor],
    ['grant_ref', head.grant_ref],
    ['grant', said.grant],
    ['program', head.program],
    ['project', [head.project_code, head.project].filter(Boolean).join(' ')],
    ['location', head.location],
    ['report_type', words.report_types[head.report_type]],
    ['period', said.period],
    ['revision', publication && String(publication.revision)],
    ['published', said.published],
    ['sha256', publication && publication.sha256],
  ];
  return facts.filter((fact): fact is readonly [Fact, string] => Boolean(fact[1]));
}

/** The one row that the cover sees: its own dataset, since texts of people are no templates. */
export function coverDataset(facts: ReturnType<typeof factsOf>): ComposedDataset {
  return {
    name: null,
    columns: facts.map(([name]) => textColumn(name)),
    rows: [facts.map(([, value]) => value)],
  };
}
