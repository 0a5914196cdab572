import { seedEnergyTemplates } from '@galley/pack-energy/report';
import { loadScenario, QUARTER, type Scenario } from '@galley/pack-energy/testing';
import { keepForALook } from '@galley/platform/testing';
import ExcelJS from 'exceljs';
import { WholeProduct, type FinishedReport } from '../whole/whole-product.js';

interface TemplateJson {
  readonly id: string;
  readonly version: number;
  readonly report_type: string;
  readonly default_format: string;
  readonly organization_id: string | null;
}

describe('the reports of the energy pack', () => {
  let product: WholeProduct;
  let scenario: Scenario;

  beforeAll(async () => {
    product = await WholeProduct.start();
    const { rows } = await product.admin.query<{ id: string }>(
      `SELECT id FROM platform.organization WHERE code = 'demo'`,
    );
    scenario = await loadScenario(product.admin, String(rows[0]?.id));
    await seedEnergyTemplates(product.admin);
  }, 180_000);
  afterAll(() => product.stop());

  const MARCH = { date_from: '2026-03-01', date_to: '2026-03-31' };
  const FILTERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    settlement: MARCH,
    compliance: QUARTER,
    financial_summary: MARCH,
    invoice_aging: { as_of: QUARTER.as_of },
    expense_by_category: MARCH,
    ld_summary: QUARTER,
    generation_summary: { date_from: QUARTER.date_from, date_to: QUARTER.date_to },
  };

  async function run(report_type: string, format: string, more: object = {}): Promise<FinishedReport> {
    const finished = await product.report({ report_type, format, filters: FILTERS[report_type], ...more });
    keepForALook(`${report_type}.${format === 'excel' ? 'xlsx' : format}`, finished.bytes);
    return finished;
  }

  /** The texts and figures of every sheet, by its name. */
  async function sheetsOf(bytes: Buffer): Promise<Map<string, string[][]>> {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    return new Map(
      workbook.worksheets.map((sheet) => {
        const rows: string[][] = [];
        sheet.eachRow((row) => {
          const cells: string[] = [];
          row.eachCell((cell) => void cells.push(cell.text));
          rows.push(cells);
        });
        return [sheet.name, rows];
      }),
    );
  }

  it.each([
    ['settlement', 'pdf'],
    ['settlement', 'json'],
    ['compliance', 'pdf'],
    ['compliance', 'excel'],
    ['invoice_aging', 'pdf'],
    ['invoice_aging', 'excel'],
    ['expense_by_category', 'pdf'],
    ['ld_summary', 'pdf'],
    ['ld_summary', 'csv'],
    ['generation_summary', 'pdf'],
    ['generation_summary', 'excel'],
  ])('%s is made as %s without a warning', async (type, format) => {
    const { job, bytes } = await run(type, format);
    expect(job.warnings ?? []).toEqual([]);
    expect(bytes.length).toBeGreaterThan(100);
  });

  it('settle 824,701.50 kWh in March at the ceiling, and tax what the adjustments leave', async () => {
    const sheets = await sheetsOf((await run('settlement', 'excel')).bytes);
    expect([...sheets.keys()]).toEqual(['Meters', 'By meter', 'Adjustments', 'Net due', 'Parameters']);
    const due = sheets.get('Net due')?.find(([, contract]) => contract === 'PPA-001');
    // 2 × round(412,350.75 × 0.15, 2) + 2,500.00 − 4,268.80; 16 % of it.
    expect(due?.slice(-5)).toEqual(['-1768.8', '121936.42', '16', '19509.83', '141446.25']);
  });

  it('give the financial summary a sheet per currency, with net and margin', async () => {
    const sheets = await sheetsOf((await run('financial_summary', 'excel')).bytes);
    expect([...sheets.keys()]).toEqual(['EUR', 'USD', 'Net', 'Parameters']);
    for (const currency of ['EUR', 'USD']) {
      const rows = sheets.get(currency) ?? [];
      expect(rows.filter(([code]) => code === (currency === 'EUR' ? 'USD' : 'EUR'))).toEqual([]);
      expect(rows).toContainEqual([`Net ${currency}: -57,085.50, margin -312.80 %`]);
    }
  });

  it('show expenses with percentages of their own level', async () => {
    const sheets = await sheetsOf((await run('expense_by_category', 'excel')).bytes);
    expect(sheets.get('Totals')).toContainEqual([
      'USD',
      '67000',
      '75335.5',
      '8335.5',
      '12.44',
      '100',
      '64700',
      '16.44',
    ]);
    const spares = sheets.get('Categories')?.find((row) => row[0] === 'USD' && row[1] === 'Spares');
    expect(spares).toEqual(['USD', 'Spares', '5000', '9125.5', '4125.5', '82.51', '12.11', '4200', '117.27']);
  });

  it('leave out what the template switches off, and start from its contract', async () => {
    const { items } = await product.get<{ items: TemplateJson[] }>(
      '/api/reports/templates?report_group=Energy%20contracts',
    );
    const template = items.find(({ report_type }) => report_type === 'settlement');
    const body = {
      template_config: { meter_data: false, pricing: false, adjustments: false },
      include_charts: false,
      default_contract_id: scenario.wind,
    };
    await product.get(`/api/reports/templates/${template?.id}`, {
      method: 'PUT',
      body,
      headers: { 'if-match': `"v${template?.version}"` },
    });
    const sheets = await sheetsOf((await run('settlement', 'excel')).bytes);
    expect([...sheets.keys()]).toEqual(['Meters', 'Net due', 'Parameters']);
    const labels = sheets.get('Meters')?.find((row) => row.includes('Project'));
    expect(labels).toEqual(['Currency', 'Contract', 'Meter', 'Project', 'Billable kWh', 'Amount']);
    expect(sheets.get('Meters')?.flat()).not.toContain('PPA-001');
  });

  it('are there for an organization that is made through the API', async () => {
    await product.get('/api/platform/organizations', {
      method: 'POST',
      role: 'platform_admin',
      body: { code: 'newborn', name: 'Newborn Energy' },
    });
    const { items } = await product.get<{ items: TemplateJson[] }>('/api/reports/templates?limit=200', {
      org: 'newborn',
    });
    const own = items.filter(({ organization_id }) => organization_id !== null);
    expect(
      own.map(({ report_type, default_format }) => `${report_type} ${default_format}`).toSorted(),
    ).toEqual([
      'compliance pdf',
      'expense_by_category excel',
      'financial_summary excel',
      'invoice_aging pdf',
      'ld_summary pdf',
      'settlement pdf',
    ]);
  });

  it('show nobody what other organizations have', async () => {
    const { bytes } = await product.report(
      { report_type: 'generation_summary', format: 'json', filters: FILTERS.generation_summary },
      { org: 'rival' },
    );
    expect((JSON.parse(bytes.toString('utf8')) as { rows: unknown[] }).rows).toEqual([]);
  });
});
