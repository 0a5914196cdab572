import { z } from 'zod';
import type { JobRow } from './job-row.js';

const printOrder = z.object({
  document_type: z.string(),
  /** Ids or numbers of the documents, in the order of the file. */
  document_ids: z.array(z.string()).min(1),
  copies: z.int().min(1).max(10).default(1),
});

/** What a print job prints; kept in its row. */
export type PrintOrder = z.output<typeof printOrder>;

/** Null for a report. */
export function printOrderOf(job: Pick<JobRow, 'print'>): PrintOrder | null {
  return job.print === null || job.print === undefined ? null : printOrder.parse(job.print);
}
