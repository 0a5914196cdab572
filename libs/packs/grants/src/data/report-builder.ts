import { sql, type DatasetBuilder, type SqlFragment } from '@galley/dataset';

type Columns = DatasetBuilder['columns'];
type ColumnHints = Omit<Columns[number], 'name' | 'label'>;

/** One column: its name, what readers see, and how. Figures of a report are read, never added up: people are counted once. */
export function column(name: string, label: string, hints: ColumnHints = {}): Columns[number] {
  return { name, label, role: 'dimension', ...hints };
}

/** Hours, rounded once from their minutes. */
export const HOURS: ColumnHints = { format: 'quantity', scale: 2 };

/** The row that holds the organization's own figures, and the order of the report. */
export const PLACE = column('place', 'Rekkefølge');
export const IS_SUM = column('is_sum', 'Hele organisasjonen');

/** The figures that an entry of a report has besides its activities, people and hours. */
export const MORE_FIGURES: Columns = [
  column('participations', 'Deltakelser'),
  column('anonymous', 'Anonyme'),
  column('peer_mentors', 'Likepersoner'),
  column('mentor_hours', 'Likepersontimer', HOURS),
  column('events', 'Arrangementer'),
  column('countable_days', 'Tellende dager'),
];

/** The same of an alias `f` of `grants.report_figures`. */
export const moreFigures = sql`f.participations, f.anonymous, f.peer_mentors, f.mentor_hours, f.events, f.countable_days`;

interface ReportSource {
  /** Without `grants.report_`. */
  readonly name: string;
  readonly label: string;
  readonly columns: Columns;
  /** SELECT over `grants.report_content(report)`. */
  readonly build: (report: SqlFragment) => SqlFragment;
}

/**
 * A dataset that a template prints of one report, from what `sql/073_report_content.sql` gives of it. No rows where the
 * report is not there, is another organization's, or is not for this reader.
 */
export function reportBuilder({ name, label, columns, build }: ReportSource): DatasetBuilder {
  return {
    key: `grants.report_${name}`,
    label,
    scope: 'organization',
    own_schema: 'grants',
    params: [{ name: 'report_id', type: 'uuid', nullable: false }],
    columns,
    build: ({ params }) => build(sql`grants.report_content(${params.report_id ?? null}::uuid) c`),
  };
}
