import { energyOrganizations, type EnergyOrganization } from '@galley/pack-energy/demo';
import { linesOf, readPdf } from '../../../../libs/render/src/pdf/testing/read-pdf.js';
import { readWorkbook } from '../../../../libs/render/src/testing/read-workbook.js';
import type { JobJson } from '../report-house.js';
import { csvRecords } from './csv-records.js';
import { inEnglish, readJsonReport } from './json-report.js';
import { WholeProduct, type FinishedReport, type ProductCaller } from './whole-product.js';

const JUNE = { date_from: '2026-06-01', date_to: '2026-06-30' };
const QUARTER = { date_from: '2026-04-01', date_to: '2026-06-30' };
const AS_OF = { as_of: '2026-03-31' };
const FORMATS = ['json', 'csv', 'excel', 'pdf'] as const;

interface Case {
  readonly report_type: string;
  readonly filters: Readonly<Record<string, unknown>>;
  /** Texts that its row holds, by which it is found where rows stand alone. */
  readonly row: readonly string[];
  /** One figure of that row, from the tables themselves; `$1` = the organization. */
  readonly figure: string;
}

const CASES: readonly Case[] = [
  {
    report_type: 'settlement',
    filters: JUNE,
    row: ['AL-1'],
    figure: `SELECT round(sum(d.metered_kwh) * greatest(min(t.floor), least(min(t.ceiling), min(p.price) * 0.85)), 2)
        + round(sum(d.deemed_kwh) * greatest(min(t.floor), least(min(t.ceiling), min(p.price) * 0.85)), 2) AS figure
      FROM energy.meter m JOIN energy.meter_day d ON d.meter_id = m.id AND d.day BETWEEN '2026-06-01' AND '2026-06-30'
      JOIN energy.tariff t ON t.contract_id = m.contract_id AND t.valid_from = '2026-01-01'
      JOIN energy.reference_price p ON p.organization_id = m.organization_id AND p.market = 'PJM' AND p.valid_from = '2026-06-01'
      WHERE m.organization_id = $1 AND m.code = 'AL-1'`,
  },
  {
    report_type: 'compliance',
    filters: { ...QUARTER, as_of: '2026-06-30' },
    row: ['OM-ALDER'],
    // Duties of the quarter, kept where nobody noticed a default.
    figure: `SELECT round(100.0 * count(*) FILTER (WHERE NOT EXISTS (SELECT FROM energy.default_event e WHERE e.obligation_id = o.id)) / count(*), 2) AS figure
      FROM energy.obligation o JOIN energy.contract c ON c.id = o.contract_id
      WHERE o.organization_id = $1 AND c.code = 'OM-ALDER' AND o.due_date BETWEEN '2026-04-01' AND '2026-06-30'`,
  },
  {
    report_type: 'financial_summary',
    filters: QUARTER,
    row: ['USD', 'Grid fees'],
    figure: `SELECT sum(actual) AS figure FROM energy.expense
      WHERE organization_id = $1 AND currency = 'USD' AND category = 'Grid fees' AND period BETWEEN '2026-04-01' AND '2026-06-30'`,
  },
  {
    report_type: 'invoice_aging',
    filters: AS_OF,
    row: ['PPA-ALDER-2602'],
    figure: `SELECT i.total - coalesce(sum(p.amount), 0) AS figure FROM energy.invoice i
      LEFT JOIN energy.payment p ON p.invoice_id = i.id AND p.paid_on <= '2026-03-31'
      WHERE i.organization_id = $1 AND i.invoice_no = 'PPA-ALDER-2602' GROUP BY i.total`,
  },
  {
    report_type: 'expense_by_category',
    filters: QUARTER,
    row: ['KES', 'Land lease', 'County council'],
    figure: `SELECT sum(actual) AS figure FROM energy.expense
      WHERE organization_id = $1 AND currency = 'KES' AND vendor = 'County council' AND period BETWEEN '2026-04-01' AND '2026-06-30'`,
  },
  {
    report_type: 'ld_summary',
    filters: { date_from: '2025-07-01', date_to: '2026-06-30', as_of: '2026-06-30' },
    row: [],
    figure: `SELECT max(gross_ld) AS figure FROM energy.guarantee_periods('2025-07-01', '2026-06-30', '2026-06-30',
        (SELECT array_agg(id) FROM energy.project WHERE organization_id = $1), NULL)`,
  },
  {
    report_type: 'generation_summary',
    filters: JUNE,
    row: ['ALDER', 'PPA-ALDER'],
    figure: `SELECT sum(d.metered_kwh)::numeric(18, 3) AS figure FROM energy.meter_day d JOIN energy.meter m ON m.id = d.meter_id
      JOIN energy.contract c ON c.id = m.contract_id
      WHERE c.organization_id = $1 AND c.code = 'PPA-ALDER' AND d.day BETWEEN '2026-06-01' AND '2026-06-30'`,
  },
];

/** One report in every format, as texts: rows of cells, and lines of its pages. */
interface Made {
  readonly jobs: readonly JobJson[];
  readonly tables: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly pdf: readonly string[];
}

describe('energy reports over the demo', () => {
  let product: WholeProduct;
  let solar: string;
  let reports: readonly Promise<Made>[];
  const projects = new Map<string, string>();

  beforeAll(async () => {
    product = await WholeProduct.start({ hasEnergy: true });
    const { rows } = await product.admin.query<{ code: string; id: string; organization_id: string }>(
      `SELECT p.code, p.id, p.organization_id FROM energy.project p`,
    );
    for (const { code, id } of rows) projects.set(code, id);
    solar = rows.find(({ code }) => code === 'ALDER')?.organization_id ?? '';
    let last: Promise<unknown> = Promise.resolve();
    reports = CASES.map((one) => {
      const made = last.then(() => make(one));
      last = made.catch(() => null);
      return made;
    });
  }, 180_000);
  afterAll(async () => {
    await Promise.allSettled(reports ?? []);
    await product?.stop();
  }, 60_000);

  async function make({ report_type, filters }: Case): Promise<Made> {
    const made = await Promise.all(
      FORMATS.map((format) => product.report({ report_type, filters, format }, { org: 'solar' })),
    );
    const [json, csv, excel, pdf] = made as [FinishedReport, FinishedReport, FinishedReport, FinishedReport];
    const { rows } = readJsonReport(json.bytes);
    return {
      jobs: made.map(({ job }) => job),
      tables: new Map([
        ['json', rows.map((row) => Object.values(row).map((cell) => String(cell ?? '')))],
        ['csv', csvRecords(csv.bytes.toString('utf8')).slice(1)],
        ['excel', await cellsOf(excel.bytes)],
      ]),
      pdf: (await readPdf(pdf.bytes)).pages.flatMap(linesOf),
    };
  }

  async function cellsOf(bytes: Buffer): Promise<string[][]> {
    const rows: string[][] = [];
    for (const sheet of (await readWorkbook(bytes)).worksheets) {
      sheet.eachRow((row) => {
        const cells: string[] = [];
        row.eachCell((cell) => void cells.push(cell.text));
        rows.push(cells);
      });
    }
    return rows;
  }

  const named = CASES.map((one, index) => [one.report_type, one, index] as const);

  it.each(named)(
    '%s is made in four formats, with the figure that the tables give',
    async (_, { figure, row }, index) => {
      const { jobs, tables, pdf } = (await reports[index]) as Made;
      expect(jobs.map(({ status, warnings }) => [status, warnings ?? []])).toEqual(
        FORMATS.map(() => ['completed', []]),
      );
      expect(new Set(jobs.map(({ row_count }) => row_count)).size).toBe(1);
      expect(jobs[0]?.row_count).toBeGreaterThan(0);
      const { rows } = await product.admin.query<{ figure: string }>(figure, [solar]);
      const expected = rows[0]?.figure ?? '';
      expect(Number(expected)).toBeGreaterThan(1);
      for (const [format, table] of tables) {
        const found = table.filter(
          (cells) =>
            cells.some((cell) => cell !== '' && Number(cell) === Number(expected)) &&
            // In a workbook groups stand above their rows.
            (format === 'excel' || row.every((text) => cells.includes(text))),
        );
        expect([format, expected, found.length > 0]).toEqual([format, expected, true]);
      }
      const [whole, decimals = ''] = expected.split('.');
      const printed = inEnglish(`${whole}.${decimals.replace(/0+$/, '').padEnd(2, '0')}`);
      expect([printed, pdf.some((line) => line.includes(printed))]).toEqual([printed, true]);
    },
    60_000,
  );

  /** What only this organization's files may name. */
  const markersOf = ({ name, contracts, projects: own, meters }: EnergyOrganization): string[] => [
    name,
    ...contracts.map(({ code }) => code),
    // Who works for the plants may work for both; who buys their energy does not.
    ...contracts.filter(({ kind }) => kind === 'PPA').map(({ counterparty }) => counterparty),
    ...own.map((project) => project.name),
    ...meters.map(({ code }) => code),
  ];

  it('name nothing of the other organization', async () => {
    const [mine, theirs] = energyOrganizations.map(markersOf) as [string[], string[]];
    const own: string[] = [];
    for (const report of reports) {
      const { tables, pdf } = await report;
      own.push([...tables.values()].flat(2).join('\n'), pdf.join('\n'));
    }
    const texts = own.join('\n');
    expect(theirs.filter((marker) => texts.includes(marker))).toEqual([]);
    expect(mine.filter((marker) => texts.includes(marker)).length).toBeGreaterThan(10);
    for (const { report_type, filters } of CASES) {
      const { bytes } = await product.report({ report_type, filters, format: 'csv' }, { org: 'wind' });
      const text = bytes.toString('utf8');
      expect([report_type, mine.filter((marker) => text.includes(marker))]).toEqual([report_type, []]);
    }
  }, 60_000);

  describe('asked for by somebody who sees one project', () => {
    const id = (code: string): string => projects.get(code) ?? '';
    const dan = (): ProductCaller => ({
      org: 'solar',
      role: 'member',
      sub: '0199aaaa-0000-7000-8000-00000000da11',
      projects: [id('ALDER')],
    });

    it.each([
      ['settlement', 'project', JUNE],
      ['generation_summary', 'project', QUARTER],
      ['ld_summary', 'project', { date_from: '2025-07-01', date_to: '2026-06-30', as_of: '2026-06-30' }],
      ['invoice_aging', 'project', { ...AS_OF, direction: 'received' }],
    ])('%s has the rows of that project alone', async (report_type, column, filters) => {
      const all = readJsonReport(
        (await product.report({ report_type, filters, format: 'json' }, { org: 'solar' })).bytes,
      );
      const own = readJsonReport(
        (await product.report({ report_type, filters, format: 'json' }, dan())).bytes,
      );
      expect(own.rows).toEqual(all.rows.filter((row) => row[column] === 'ALDER'));
      expect(own.rows.length).toBeGreaterThan(0);
      expect(own.rows.length).toBeLessThan(all.rows.length);
    });

    it('templates of other projects are not there', async () => {
      const templates = new Map<string, string>();
      for (const code of ['ALDER', 'MESA']) {
        const { rows } = await product.admin.query<{ id: string }>(
          `INSERT INTO platform.tb_report_template (id, organization_id, project_id, name, report_type, source_type, builder_key, dataset_source_id, source_params)
           SELECT gen_random_uuid(), organization_id, $2, name || ' ' || $3, report_type, source_type, builder_key, dataset_source_id, source_params
           FROM platform.tb_report_template WHERE organization_id = $1 AND report_type = 'settlement' AND project_id IS NULL RETURNING id`,
          [solar, id(code), code],
        );
        templates.set(code, rows[0]?.id ?? '');
      }
      const { items } = await product.get<{ items: { id: string; name: string }[] }>(
        '/api/reports/templates?limit=200',
        dan(),
      );
      const names = items.map(({ name }) => name);
      expect(names).toContain('Monthly Settlement Report ALDER');
      expect(names).toContain('Monthly Settlement Report');
      expect(names).not.toContain('Monthly Settlement Report MESA');
      const foreign = await product.call(`/api/reports/templates/${templates.get('MESA')}`, dan());
      expect(foreign.status).toBe(404);
      const order = { template_id: templates.get('MESA'), format: 'csv', filters: JUNE };
      const refused = await product.call('/api/reports/generate', { ...dan(), method: 'POST', body: order });
      expect(refused.status).toBe(404);
      const { job } = await product.report({ ...order, template_id: templates.get('ALDER') }, dan());
      expect(job.row_count).toBe(3);
    });

    it('a run for another project is not there either', async () => {
      const body = { report_type: 'settlement', format: 'csv', project_id: id('MESA'), filters: JUNE };
      const { status } = await product.call('/api/reports/generate', { ...dan(), method: 'POST', body });
      expect(status).toBe(404);
    });
  });

  it('are made for each project, a file each', async () => {
    const codes = ['ALDER', 'MESA', 'NAIVASHA'];
    const body = {
      for_each: { project_ids: codes.map((code) => projects.get(code)) },
      report: { report_type: 'generation_summary', format: 'json', filters: QUARTER },
    };
    const { items } = await product.get<{ items: JobJson[] }>('/api/reports/generate/bulk', {
      org: 'solar',
      method: 'POST',
      body,
    });
    const files = await Promise.all(items.map((job) => product.finished(job, { org: 'solar' })));
    expect(
      files.map(({ bytes }) => [...new Set(readJsonReport(bytes).rows.map(({ project }) => project))]),
    ).toEqual(codes.map((code) => [code]));
    expect(new Set(files.map(({ job }) => job.sha256)).size).toBe(3);
  });

  it('leave as an export, however many columns they have', async () => {
    const body = { data_type: 'settlement_report', format: 'csv', filters: JUNE, reason: 'Yearly audit' };
    const asked = await product.get<{ id: string; job_id: string }>('/api/exports/request', {
      org: 'solar',
      method: 'POST',
      body,
    });
    // The events of a job end with it.
    await product.call(`/api/reports/jobs/${asked.job_id}/events`, { org: 'solar' });
    const made = await product.get(`/api/exports/request/${asked.id}`, { org: 'solar' });
    expect(made).toMatchObject({ status: 'completed', actual_record_count: 7, error_message: null });
  });
});
