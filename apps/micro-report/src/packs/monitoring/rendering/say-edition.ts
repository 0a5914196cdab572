import {
  formatDate,
  formatDecimal,
  formatInstant,
  localDatePattern,
  localDigits,
  numberPattern,
} from '@galley/layout';
import { LOCALES, wordsOf, type ReportEdition, type Said } from '@galley/pack-monitoring/donor-report';

/** Days, instants and figures of a report's head, written as its language does; instants in the organization's zone. */
export function sayEdition({ content: { head }, publication }: ReportEdition, timezone: string): Said {
  const locale = LOCALES[head.language];
  const words = wordsOf(head.language);
  const pattern = numberPattern(locale);
  const day = (text: string): string =>
    localDigits(formatDate(text, localDatePattern(locale), 'date'), pattern);
  const { grant_amount, grant_currency } = head;
  return {
    period: `${day(head.start_date)} – ${day(head.end_date)}`,
    published: publication && formatInstant(publication.published_at, locale, timezone),
    grant:
      grant_amount === null
        ? null
        : `${formatDecimal(grant_amount, pattern, { minFraction: 2, grouped: true })} ${grant_currency ?? ''}`.trim(),
    edition:
      publication === null
        ? words.draft
        : `${words.facts.revision} ${publication.revision} · ${publication.sha256.slice(0, 12)}`,
  };
}
