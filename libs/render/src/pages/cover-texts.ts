import { type CoverDesign, formatInstant, phrasesFor } from '@galley/layout';
import type { RenderInput } from '../contract.js';
import { firstRowScope, printedText } from '../groups/printed-text.js';
import type { OpenDataset } from './run-datasets.js';

/** What a cover says, printed. */
export interface CoverTexts {
  readonly organization: string;
  readonly title: string;
  readonly subtitle: string | null;
  readonly stamp: string | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** When the figures were taken. */
  readonly generated: string;
}

/** The texts of a cover over the first row of its dataset. Throws `ExpressionError`. */
export async function coverTexts(
  { document }: RenderInput,
  design: CoverDesign,
  opened: OpenDataset,
): Promise<CoverTexts> {
  const scope = await firstRowScope(opened, document);
  const textOf = (template: string | null): string | null =>
    (template === null ? '' : printedText(template, scope).trim()) || null;
  const { locale, timezone, generated_at } = document;
  return {
    organization: document.organization,
    title: textOf(design.title) ?? document.title,
    subtitle: design.subtitle === null ? document.subtitle : textOf(design.subtitle),
    stamp: textOf(design.stamp),
    facts: design.facts.flatMap(({ label, value }) => {
      const [said, shown] = [textOf(label) ?? '', textOf(value)];
      return shown === null ? [] : [{ label: said, value: shown }];
    }),
    generated: `${phrasesFor(locale).generated} ${formatInstant(generated_at, locale, timezone)}`,
  };
}
