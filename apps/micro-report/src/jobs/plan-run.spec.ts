import type { JobRow } from './job-row.js';
import { planRun, type RunSubject } from './plan-run.js';

const ORGANIZATION_ID = '0199aaaa-0000-7000-8000-0000000000aa';
const JOB_ID = '0199aaaa-0000-7000-8000-0000000000bb';
const JOB = JOB_ID.replaceAll('-', '');

function subject(
  changes: { job?: Partial<JobRow>; template?: Partial<RunSubject['template']> } = {},
): RunSubject {
  return {
    job: {
      id: JOB_ID,
      organization_id: ORGANIZATION_ID,
      attempts: 2,
      format: 'csv',
      bu_codes: ['HQ'],
      filters: { date_from: '2026-06-01', vendor: null },
      options: { group_by: ['category'], sort_by: ['-value'] },
      created_at: new Date('2026-06-30T10:00:00Z'),
      export_request_id: null,
      keep_snapshot: false,
      storage_key: null,
      ...changes.job,
    } as JobRow,
    template: {
      id: 'template',
      name: 'Stock on hand',
      version: 3,
      builder_key: null,
      source_type: 'view',
      source_name: 'v_stock',
      view_name: null,
      source_params: { params: [] },
      dialog: JSON.stringify({
        fields: [
          { name: 'date_from', label: 'From', type: 'date', default: 'start_of_month' },
          { name: 'vendor', label: 'Vendor', type: 'text', default: 'ACME' },
        ],
      }),
      default_filters: {},
      default_options: { totals: [{ column: 'value', aggregate: 'sum' }] },
      default_date_range_days: 30,
      dataset_source: null,
      locale: null,
      page_size: 'A4',
      orientation: 'auto',
      content: '',
      datasets: null,
      signature_config: null,
      branding: null,
      template_config: {},
      include_charts: true,
      include_tables: true,
      include_summary: true,
      ...changes.template,
    },
    organization: { code: 'ACME', name: 'Acme', locale: 'en', timezone: 'Asia/Bangkok', currency: 'THB' },
    units: [{ code: 'HQ', name: 'Head office', currency: null }],
    now: new Date('2026-06-30T20:00:00Z'),
    work_folder: '/work',
  };
}

function planned() {
  const [document] = planRun(subject()).documents;
  if (!document) throw new Error('nothing is planned');
  return document;
}

describe('the plan of a run', () => {
  it('asks for groups first, then the wished order, with totals of the template', () => {
    expect(planned().request).toMatchObject({
      name: 'v_stock',
      bu_codes: ['HQ'],
      group_by: ['category'],
      totals: [{ column: 'value', aggregate: 'sum' }],
      order_by: [{ column: 'category' }, { column: 'value', direction: 'desc' }],
      timezone: 'Asia/Bangkok',
    });
  });

  it('takes the recorded filters as they are: what was emptied on purpose stays empty', () => {
    expect(planned().request.filters).toEqual({ date_from: '2026-06-01' });
  });

  it('asks for a partial answer only when the run allows it', () => {
    expect(planned().request.on_unit_failure).toBeUndefined();
    const partial = planRun(subject({ job: { options: { allow_partial: true } } }));
    expect(partial.documents[0]?.request.on_unit_failure).toBe('partial');
  });

  it('names the file by its title and the local day', () => {
    expect(planRun(subject()).file_name).toBe('Stock on hand 2026-07-01.csv');
    const titled = planRun(subject({ job: { options: { title: 'Q2/2026: "stock"' } } }));
    expect(titled.file_name).toBe('Q2 2026 stock 2026-07-01.csv');
  });

  it('stores reports by month and name, in UTC, under a key that ends with job and attempt', () => {
    const key = `reports/${ORGANIZATION_ID}/2026/06/stock-on-hand_20260630T200000Z-${JOB}-2.csv`;
    expect(planRun(subject()).storage_key).toBe(key);
  });

  it('stores exports under their request', () => {
    const exported = planRun(subject({ job: { export_request_id: 'request' } }));
    expect(exported.storage_key).toBe(
      `exports/${ORGANIZATION_ID}/request/export_20260630T200000Z-${JOB}-2.csv`,
    );
  });

  it('stores under an ordered key as of the order, whichever attempt it is', () => {
    const storage_key = `bufdir-reports/${ORGANIZATION_ID}/2025/r1.csv`;
    const ordered = (attempts: number) => planRun(subject({ job: { storage_key, attempts } }));
    expect(ordered(2)).toMatchObject({ storage_key, is_ordered_key: true });
    const documents = [1, 2].map((attempt) => JSON.stringify(ordered(attempt).documents));
    expect(documents[0]).toBe(documents[1]);
    expect(ordered(2).documents[0]?.document.generated_at).toBe('2026-06-30T10:00:00.000Z');
    expect(planRun(subject()).is_ordered_key).toBe(false);
  });

  it('is of the moment at which figures that were made ready were taken', () => {
    const taken_at = new Date('2026-01-15T08:30:00Z');
    for (const job of [{}, { storage_key: `bufdir-reports/${ORGANIZATION_ID}/2025/r1.csv` }]) {
      const { documents, file_name } = planRun({ ...subject({ job }), taken_at });
      expect(documents[0]?.document.generated_at).toBe('2026-01-15T08:30:00.000Z');
      expect(file_name).toBe('Stock on hand 2026-01-15.csv');
    }
  });

  it('keeps what the file is made from only where that was asked for', () => {
    expect(planRun(subject()).snapshot).toBeNull();
    const kept = planRun(subject({ job: { keep_snapshot: true } }));
    expect(kept.snapshot).toEqual({
      path: `${kept.path}.snapshot`,
      storage_key: `snapshots/${ORGANIZATION_ID}/2026/06/stock-on-hand_20260630T200000Z-${JOB}-2.snapshot`,
    });
    expect(kept.task(new Map()).snapshot_path).toBe(`${kept.path}.snapshot`);
  });

  it('writes every attempt into a file of its own', () => {
    expect(planRun(subject()).path).not.toBe(planRun(subject()).path);
  });

  it('says in the document what was asked for, in the words of the dialog', () => {
    const { document } = planned();
    expect(document).toMatchObject({
      title: 'Stock on hand',
      organization: 'Acme',
      locale: 'en',
      timezone: 'Asia/Bangkok',
      generated_at: '2026-06-30T20:00:00.000Z',
      parameters: [{ label: 'From', value: '06/01/2026' }],
      template: { id: 'template', name: 'Stock on hand', version: 3 },
    });
  });

  it('refuses a format that is no longer made', () => {
    expect(() => planRun(subject({ job: { format: 'docx' } }))).toThrow('no longer made');
  });
});
