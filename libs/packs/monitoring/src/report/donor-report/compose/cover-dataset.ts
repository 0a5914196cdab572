import type { ReportEdition, Said } from '../edition.js';
import type { ReportWords } from '../words/report-words.js';
import type { ComposedDataset } from './composed-report.js';
import { textColumn } from './section-dataset.js';

type Fact = keyof ReportWords['facts'];

/** What a cover and the page say of a report, in their order; what a report does not have is left out. */
export function factsOf(
  { content: { head }, publication }: ReportEdition,
  said: Said,
): readonly (readonly [Fact, string])[] {
  const facts: readonly (readonly [Fact, string | null])[] = [
    ['donor', head.donor],
    ['grant_ref', head.grant_ref],
    ['grant', said.grant],
    ['program', head.program],
    ['project', [head.project_code, head.project].filter(Boolean).join(' ')],
    ['location', head.location],
    ['revision', publication && [publication.revision, said.published].join(' · ')],
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
