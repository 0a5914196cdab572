import type { BufdirSchema } from './bufdir-schemas.js';
import type { ReportLabel } from './figure-rows.js';

type ActivityType = BufdirSchema['other_type'];

/** How a report calls types and categories. */
export interface ReportWords {
  /** The organization's `bufdir_label`, else the schema's label (BU-B-10). */
  type(type: ActivityType): string;
  /** The name of the category; its code where it has none any more. Null = people without a category. */
  category(code: string | null): string;
}

export function reportWords(labels: readonly ReportLabel[], schema: BufdirSchema): ReportWords {
  const own = (kind: ReportLabel['kind'], key: string): string | undefined =>
    labels.find((one) => one.kind === kind && one.key === key)?.label;
  return {
    type: ({ key, label }) => own('activity_type', key) ?? label,
    category: (code) => (code === null ? schema.no_category_label : (own('contact_category', code) ?? code)),
  };
}
