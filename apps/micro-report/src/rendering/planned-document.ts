import type { DatasetRequest, Json } from '@galley/dataset';
import type { RunRequest, TemplateWithDatasets } from '@galley/template';
import type { CompareOrder } from '../compare/compare-order.js';
import type { DocumentSubject } from './document-of.js';
import type { LayoutDemand } from './layout-demand.js';
import type { RowsWanted, TaskDocument } from './render-task.js';
import type { RunUnit } from './run-values.js';

/** A template with all that a run of it needs. */
export type PlannedTemplate = TemplateWithDatasets &
  DocumentSubject['template'] & {
    readonly id: string;
    readonly content: string;
    readonly signature_config: unknown;
    readonly branding: unknown;
    readonly template_config: unknown;
    readonly include_charts: boolean;
    readonly include_tables: boolean;
    readonly include_summary: boolean;
  };

export interface PlanSubject {
  readonly template: PlannedTemplate;
  readonly organization: DocumentSubject['organization'] & { readonly currency: string | null };
  /** The units the run reads, as the platform knows them. */
  readonly units: readonly RunUnit[];
  readonly run: RunRequest;
  /** What `$name` in a further dataset may stand for besides the filters of the run. */
  readonly given?: Readonly<Record<string, Json>>;
  /** UTC ISO-8601; printed in the document. */
  readonly generated_at: string;
  /** What the report is set against. */
  readonly compare?: Comparison;
  /** Prints are known by their number, not by what was asked for to find them. */
  readonly is_print?: boolean;
}

/** One document, decided: what is asked for, and what it says of itself. */
export interface DocumentPlan extends TaskDocument {
  readonly request: DatasetRequest;
  /** Questions for the template's further datasets, by name; of a print with what is known of the document it found. */
  readonly datasets: (found?: RowsWanted['found']) => Readonly<Record<string, DatasetRequest>>;
  /** Of a comparison: the question that it is compared with; absent = an earlier run's dataset is. */
  readonly compared?: DatasetRequest;
}

/** The parts of a file that all its documents share. */
export interface LayoutPlan extends Pick<LayoutDemand, 'text' | 'assets' | 'logo'> {
  /** Names of the template's further datasets. */
  readonly dataset_names: readonly string[];
}

/** What a run is compared with, and since when that stands where it is an earlier run. */
export interface Comparison {
  readonly order: CompareOrder;
  readonly reference_day: string | null;
}
