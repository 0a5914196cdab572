import type { Figures, ReportData } from '@galley/pack-grants/bufdir';
import { pointerOf } from '@galley/template';

/** A count, hours as decimal text, or null where the organization has not stated it. */
export type FigureValue = number | string | null;

export interface Figure {
  /**
   * JSON Pointer (RFC 6901) into the data, with lists entered by key and not by position, which changes from version to version:
   * `/activity_types/group/hours`, `/regions/<unit_id>/participations`.
   */
  readonly figure: string;
  /** What it is a figure of, as the report calls it; null = the organization as a whole. */
  readonly label: string | null;
  readonly value: FigureValue;
}

const FIGURE_NAMES = [
  'activities',
  'minutes',
  'hours',
  'mentor_hours',
  'participations',
  'unique_participants',
  'anonymous',
  'peer_mentors',
  'events',
  'countable_days',
] as const satisfies readonly (keyof Figures)[];

/** Every figure of a report, in its order. */
export function* figuresIn(data: ReportData): Generator<Figure> {
  const typeLabels = new Map(data.activity_types.map(({ key, label }) => [key, label]));
  yield* figuresAt([], 'totals', null, data.totals);
  for (const type of data.activity_types) yield* figuresAt(['activity_types'], type.key, type.label, type);
  for (const region of data.regions) {
    yield* figuresAt(['regions'], region.unit_id, region.name, region);
    for (const type of region.activity_types) {
      const label = `${region.name}, ${typeLabels.get(type.key) ?? type.key}`;
      yield* figuresAt(['regions', region.unit_id, 'activity_types'], type.key, label, type);
    }
  }
  for (const local of data.local_associations) {
    yield* figuresAt(['local_associations'], local.unit_id, local.name, local);
  }
  for (const { code, label, participations, unique_participants } of data.contact_categories) {
    yield* numbersAt(['contact_categories', code ?? ''], label, { participations, unique_participants });
  }
  yield* numbersAt(['countable_days'], null, { total: data.countable_days.total });
  for (const { reason, label, activities } of data.countable_days.by_reason) {
    yield* numbersAt(['countable_days', 'by_reason', reason], label, { activities });
  }
  yield* numbersAt(['registered'], null, data.registered);
}

function figuresAt(path: readonly string[], key: string, label: string | null, figures: Figures) {
  const named = Object.fromEntries(FIGURE_NAMES.map((name) => [name, figures[name]]));
  return numbersAt([...path, key], label, named);
}

function* numbersAt(
  path: readonly string[],
  label: string | null,
  values: Readonly<Record<string, FigureValue>>,
): Generator<Figure> {
  for (const [name, value] of Object.entries(values)) {
    yield { figure: pointerOf([...path, name]), label, value };
  }
}

/** The way to a figure; null when the text is no pointer. */
export function tokensOf(pointer: string): readonly string[] | null {
  if (!pointer.startsWith('/')) return null;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
