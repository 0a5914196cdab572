import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DatasetRequest, Json } from '@galley/dataset';
import type { DocumentInfo } from '@galley/layout';
import type { RenderOptions } from '@galley/render';
import { safeFileName } from '@galley/storage';
import { datasetRequestOf, effectiveOptions, type BoundTemplate } from '@galley/template';
import { documentOf, renderOptionsOf, type DocumentSubject } from '../rendering/document-of.js';
import { requireFormat } from '../rendering/require-format.js';
import type { JobRow } from './job-row.js';

/** All that one attempt will do, decided before it starts. */
export interface RunPlan {
  readonly job: JobRow;
  readonly organization_code: string;
  readonly request: DatasetRequest;
  readonly document: DocumentInfo;
  readonly options: RenderOptions;
  readonly file_name: string;
  readonly media_type: string;
  /** `<organization>/<yyyy>/<mm>/<job>/<attempt>/<file>`: an attempt can only ever write, and remove, its own file. */
  readonly storage_key: string;
  /** Local file of this attempt. */
  readonly path: string;
}

export interface RunSubject {
  readonly job: JobRow;
  readonly template: BoundTemplate & DocumentSubject['template'];
  readonly organization: DocumentSubject['organization'] & { readonly code: string };
  /** When the attempt starts; printed in the document. */
  readonly now: Date;
  readonly work_folder: string;
}

/** Relative dates were resolved when the job was accepted; here its recorded filters are taken as they are. */
export function planRun({ job, template, organization, now, work_folder }: RunSubject): RunPlan {
  const format = requireFormat(job.format);
  const options = effectiveOptions(template.default_options, job.options);
  const request = datasetRequestOf(template, {
    instant: job.created_at.toISOString(),
    timezone: organization.timezone,
    bu_codes: job.bu_codes,
    filters: job.filters as Record<string, Json>,
    options: job.options,
  });
  const subject = { template, organization, options, request, generated_at: now.toISOString() };
  const document = documentOf(subject);
  const day = localDay(now, document.timezone);
  return {
    job,
    organization_code: organization.code,
    request,
    document,
    options: renderOptionsOf(subject),
    file_name: safeFileName(`${document.title} ${day}.${format.extension}`),
    media_type: format.media_type,
    storage_key: [
      job.organization_id,
      day.slice(0, 4),
      day.slice(5, 7),
      job.id,
      job.attempts,
      `report.${format.extension}`,
    ].join('/'),
    path: join(work_folder, `${job.id}-${job.attempts}-${randomUUID()}.part`),
  };
}

function localDay(instant: Date, timezone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(instant);
}
