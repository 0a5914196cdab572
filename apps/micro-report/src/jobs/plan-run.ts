import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Json } from '@galley/dataset';
import { exportKey, reportKey, safeFileName, snapshotKey, type KeyParts } from '@galley/storage';
import { documentFilters, documentValues, type DocumentKeys } from '../printing/document-question.js';
import { planDocument, taskOf } from '../rendering/document-plan.js';
import type {
  Comparison,
  DocumentPlan,
  LayoutPlan,
  PlannedTemplate,
  PlanSubject,
} from '../rendering/planned-document.js';
import type { RenderTask } from '../rendering/render-task.js';
import { requireFormat } from '../rendering/require-format.js';
import { RunFailure } from '../rendering/run-failure.js';
import type { RunSurroundings } from '../rendering/run-surroundings.js';
import type { JobRow } from './job-row.js';
import { localDay } from './local-day.js';
import type { PrintOrder } from './print-order.js';

/** All that one attempt will do, decided before it starts. */
export interface RunPlan {
  readonly job: JobRow;
  readonly organization_code: string;
  /** One of a report; of a print one for each document that can be there. */
  readonly documents: readonly DocumentPlan[];
  readonly shared: LayoutPlan;
  readonly task: (assets: RenderTask['assets']) => RenderTask;
  readonly assets: RenderTask['assets'];
  /** What the print was asked for, in the order of `documents`; empty of a report. */
  readonly document_ids: readonly string[];
  /** Documents of the print that no source could know under such a name. */
  readonly unknown_ids: readonly string[];
  readonly file_name: string;
  readonly media_type: string;
  /** Ends with job and attempt, so that an attempt can only ever write, and remove, its own file; or as ordered. */
  readonly storage_key: string;
  /** The key was ordered: it is the same for every attempt, and so are the bytes. */
  readonly is_ordered_key: boolean;
  /** Where what the file is rendered from is kept; null = it is not. */
  readonly snapshot: { readonly path: string; readonly storage_key: string } | null;
  /** The kept dataset of an earlier run that this one is compared with, and where it is fetched to. */
  readonly reference: { readonly path: string; readonly storage_key: string } | null;
  /** Local file of this attempt. */
  readonly path: string;
}

export interface RunSubject extends RunSurroundings {
  readonly job: JobRow;
  readonly template: PlannedTemplate;
  /** Documents to print, and how they are found; absent = a report. */
  readonly print?: PrintOrder & { readonly keys: DocumentKeys };
  /** When the attempt starts; printed in the document, unless its key was ordered. */
  readonly now: Date;
  /** When a preparing step says that the figures were taken: printed instead. */
  readonly taken_at?: Date | null;
  /** What the report is compared with; absent or null = nothing. */
  readonly compare?: (Comparison & { readonly snapshot_key: string | null }) | null;
  readonly work_folder: string;
}

/** Relative dates were resolved when the job was accepted; here its recorded filters are taken as they are. */
export function planRun(subject: RunSubject): Omit<RunPlan, 'assets'> {
  const { job, print, organization, work_folder } = subject;
  const now = momentOf(subject);
  const format = requireFormat(job.format);
  const known = print ? knownDocuments(subject, print) : [];
  const plans = print
    ? known.map((document) => planPrint(subject, print.keys, document))
    : [planDocument(reportSubject(subject))];
  const [first] = plans;
  if (!first) throw new RunFailure('final', 'document-not-found', 'There is no such document.');
  const { document } = first;
  const day = localDay(now, document.timezone);
  const path = join(work_folder, `${job.id}-${job.attempts}-${randomUUID()}.part`);
  const place = {
    organization_id: job.organization_id,
    instant: now,
    unique: `${job.id.replaceAll('-', '')}-${job.attempts}`,
  };
  const snapshot = job.keep_snapshot
    ? { path: `${path}.snapshot`, storage_key: snapshotKey({ ...place, name: document.title }) }
    : null;
  const snapshotOf = subject.compare?.snapshot_key ?? null;
  const reference = snapshotOf === null ? null : { path: `${path}.reference`, storage_key: snapshotOf };
  const printTask = print ? { copies: print.copies, ...columnsOf(print.keys) } : null;
  return {
    job,
    organization_code: organization.code,
    documents: plans,
    shared: first,
    task: (assets) =>
      taskOf(first, plans, {
        format: job.format,
        path,
        print: printTask,
        assets,
        is_kept: true,
        reference_path: reference && reference.path,
        snapshot_path: snapshot && snapshot.path,
      }),
    document_ids: known.map(({ id }) => id),
    unknown_ids: (print?.document_ids ?? []).filter((id) => !known.some((one) => one.id === id)),
    file_name: safeFileName(`${document.title} ${day}.${format.extension}`),
    media_type: format.media_type,
    storage_key: job.storage_key ?? keyOf(job, { ...place, extension: format.extension }, document.title),
    is_ordered_key: job.storage_key !== null,
    snapshot,
    reference,
    path,
  };
}

/** What the document says it was made at. Under an ordered key it must not depend on the attempt. */
function momentOf({ job, now, taken_at }: RunSubject): Date {
  return taken_at ?? (job.storage_key === null ? now : job.created_at);
}

function keyOf({ export_request_id }: JobRow, parts: KeyParts, name: string): string {
  return export_request_id === null
    ? reportKey({ ...parts, name })
    : exportKey({ ...parts, request_id: export_request_id });
}

function reportSubject(subject: RunSubject): PlanSubject {
  const { job, template, organization, units, compare } = subject;
  return {
    ...(compare && { compare }),
    template,
    organization,
    units,
    run: {
      instant: job.created_at.toISOString(),
      timezone: organization.timezone,
      bu_codes: job.bu_codes,
      filters: job.filters as Record<string, Json>,
      options: job.options,
    },
    generated_at: momentOf(subject).toISOString(),
  };
}

interface KnownDocument {
  readonly id: string;
  readonly filters: Readonly<Record<string, Json>>;
}

function knownDocuments({ template }: RunSubject, print: NonNullable<RunSubject['print']>): KnownDocument[] {
  return print.document_ids.flatMap((id) => {
    const filters = documentFilters(template, print.keys, id);
    return filters ? [{ id, filters }] : [];
  });
}

function planPrint(subject: RunSubject, keys: DocumentKeys, { id, filters }: KnownDocument) {
  const base = reportSubject(subject);
  const run = { ...base.run, filters: { ...base.run.filters, ...filters } };
  return planDocument({ ...base, run, given: documentValues(keys, id), is_print: true });
}

function columnsOf({ id_column, number_column }: DocumentKeys) {
  return { id_column, number_column };
}
