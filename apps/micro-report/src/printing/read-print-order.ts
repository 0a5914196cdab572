import type { Json } from '@galley/dataset';
import { NotFound, type Principal, type SqlTx } from '@galley/platform';
import type { JobOrder } from '../jobs/job-order.js';
import type { JobRow } from '../jobs/job-row.js';
import { printOrderOf } from '../jobs/print-order.js';
import { laneOf } from '../queue/dispatch-tag.js';
import { runSurroundings } from '../rendering/run-surroundings.js';
import { requestedOptions } from '../templates/requested-options.js';
import { requireDocumentType } from './document-type-of.js';
import { printTemplate } from './permitted-mappings.js';
import type { PrintBatchBody, PrintBody } from './print-bodies.js';
import { printUnit } from './print-unit.js';

/** A wish to print documents of a type into one file. */
export interface PrintWish extends PrintBatchBody {
  readonly document_type: string;
}

/**
 * Turns a wish into an order of one job. Throws `bu-required`, `bu-not-allowed`, `document-type-unknown`,
 * `no-print-mapping`, `not-found` and `invalid`; a document that is not there is found out when the job runs.
 */
export async function readPrintOrder(
  tx: SqlTx,
  context: { readonly caller: Principal; readonly keep_days: number },
  wish: PrintWish,
): Promise<JobOrder> {
  const { caller, keep_days } = context;
  const bu_code = printUnit(caller, wish.bu_code, '/bu_code');
  await requireDocumentType(tx, wish.document_type);
  const surroundings = await runSurroundings(tx, caller.organization.id, [bu_code]);
  if (!surroundings?.units.length)
    throw NotFound.error(`There is no business unit ${bu_code}, or it is not yours.`);
  const template = await printTemplate(tx, caller, { ...wish, bu_code });
  return {
    template,
    format: 'pdf',
    bu_codes: [bu_code],
    filters: {},
    options: printOptions(wish, 'job'),
    recipients: [],
    lane: laneOf(wish.priority),
    keep_days,
    print: {
      document_type: wish.document_type,
      document_ids: wish.document_ids,
      copies: wish.copies ?? 1,
    },
  };
}

/** The options of a print, its watermark among them. Throws `invalid`. */
export function printOptions(wish: PrintBody, use: 'instant' | 'job'): Record<string, Json> {
  const options = requestedOptions(wish.options, use);
  if (wish.watermark === undefined) return options;
  const pdf = (options.pdf ?? {}) as Readonly<Record<string, Json>>;
  return { ...options, pdf: { ...pdf, watermark: wish.watermark } };
}

/** The wish that would print the same again; null for a job that is no print. */
export function printWishOf(job: JobRow): PrintWish | null {
  const print = printOrderOf(job);
  if (!print) return null;
  return {
    ...print,
    bu_code: job.bu_codes[0],
    ...(job.report_template_id && { template_id: job.report_template_id }),
    options: job.options as Record<string, Json>,
    priority: job.priority,
  };
}
