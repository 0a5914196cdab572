import type { ChangeDonorReport, CreateDonorReport, ReplaceDonorReport } from './report-bodies.js';

const QUARTER: ReplaceDonorReport = {
  title: 'Clean water, first quarter of 2026',
  report_type: 'quarterly',
  start_date: '2026-01-01',
  end_date: '2026-03-31',
};
const SECTIONS: ChangeDonorReport = {
  sections: [
    { kind: 'narrative', title: 'Summary', body: 'The wells were drilled as planned.' },
    { kind: 'indicator_table' },
  ],
};
const CREATE: CreateDonorReport = { project_id: '0199b2c4-7d1e-7a63-9c55-0d6f3a1b2c3d', ...QUARTER };

export const CREATE_EXAMPLES = {
  quarter: { summary: 'A quarter, with all sections', value: CREATE },
  sections: { summary: 'Two sections in French', value: { ...CREATE, ...SECTIONS, language: 'fr' } },
};
export const REPLACE_EXAMPLES = { quarter: { summary: 'A quarter', value: { ...QUARTER, ...SECTIONS } } };
export const CHANGE_EXAMPLES = { sections: { summary: 'Other sections', value: SECTIONS } };
