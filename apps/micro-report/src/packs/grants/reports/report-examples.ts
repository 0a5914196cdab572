import type { CreateReportBody } from './report-bodies.js';

/** A period is named by its id or by its days, never by both: the properties' own examples together would be refused. */
const YEAR: CreateReportBody = { reporting_period_start: '2025-01-01', reporting_period_end: '2025-12-31' };
const FILE: CreateReportBody = { ...YEAR, format: 'pdf' };
const DRAFT: CreateReportBody = { period_id: '0199b2c4-7d1e-7a63-9c55-0d6f3a1b2c3d', enqueue: false };

export const WISH_EXAMPLES = { year: { summary: 'The year 2025', value: YEAR } };

export const CREATE_EXAMPLES = {
  ...WISH_EXAMPLES,
  file: { summary: 'The year 2025, and a PDF with it', value: FILE },
  draft: { summary: 'A draft of a period that is there', value: DRAFT },
};
