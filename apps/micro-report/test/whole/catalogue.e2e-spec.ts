import { standardTemplates } from '@galley/pack-procurement/report';
import { readDialog } from '@galley/template';
import { linesOf, readPdf } from '../../../../libs/render/src/pdf/testing/read-pdf.js';
import type { JobJson } from '../report-house.js';
import { csvRecords } from './csv-records.js';
import { inEnglish, perCurrency, readJsonReport, totalOf, type JsonReport } from './json-report.js';
import { WholeProduct } from './whole-product.js';
import { workbookFigures, type WorkbookFigures } from './workbook-figures.js';

/** All units of the organization at once, and one of them. */
const SCOPES = [['T01', 'T02', 'T03'], ['T03']];

/** Reports of every movement, product or price are long; some of them is as good as all. */
const SOME: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  stock_card: { product_ids: ['MEAT-001', 'PROD-001', 'SOFT-005'] },
  stock_card_summary: { product_ids: ['MEAT-001', 'PROD-001', 'SOFT-005'] },
  stock_on_hand: { category_ids: ['WINE'] },
  inventory_balance: { category_ids: ['WINE'] },
  inventory_ageing: { category_ids: ['WINE', 'MEAT'] },
  monthly_inventory_movement: { category_ids: ['WINE'] },
  product_list: { category_ids: ['WINE', 'MEAT'] },
  price_list_by_product: { category_ids: ['WINE'] },
  price_comparison: { category_ids: ['WINE'] },
  activity_log: { document_type: ['PO', 'CN'] },
  issue_detail: { department_ids: ['FNB', 'KIT'] },
};

/** An answer to each question of the dialogs that has no choices of its own. */
const CHOSEN: Readonly<Record<string, unknown>> = {
  date_from: '2026-04-10',
  date_to: '2026-06-20',
  as_of: '2026-06-20',
  vendor_ids: ['V004', 'V007', 'V008'],
  category_ids: ['MEAT', 'DRYG', 'WINE'],
  product_ids: ['MEAT-001', 'DRYG-003', 'WINE-007'],
  location_ids: ['MAIN', 'SALA', 'CELL'],
  department_ids: ['FNB', 'KIT'],
  periods: ['2026-04', '2026-05'],
  period: '2026-05',
  recipe_code: 'R009',
  idle_days: 30,
  within_days: 60,
  top: 5,
};

/** What a row must be to have been chosen. */
const HOLDS: Readonly<Record<string, (value: unknown, chosen: unknown) => boolean>> = {
  equals: (value, chosen) => value === chosen,
  in: (value, chosen) => [chosen].flat().includes(value),
  gte: (value, chosen) => String(value) >= String(chosen),
  // The whole of the last day.
  lte: (value, chosen) => String(value).slice(0, 10) <= String(chosen),
};

/** Reports made at the same time; each is four jobs. */
const LANES = 3;

interface Case {
  readonly report_type: string;
  readonly units: readonly string[];
  readonly filters: Readonly<Record<string, unknown>>;
}

/** One report in every format. */
interface Made {
  readonly jobs: readonly JobJson[];
  readonly json: JsonReport;
  readonly csv: readonly (readonly string[])[];
  readonly excel: WorkbookFigures;
  readonly pdf: readonly string[];
}

const cases: readonly Case[] = SCOPES.flatMap((units) =>
  standardTemplates().map(({ template: { report_type, dialog } }) => {
    const asked = readDialog(dialog).fields.map(({ name }) => name);
    const months = asked.includes('date_from') ? { date_from: '2026-04-01', date_to: '2026-06-30' } : {};
    return { report_type, units, filters: { ...months, ...SOME[report_type] } };
  }),
);

describe('the catalogue in four formats', () => {
  let product: WholeProduct;
  let reports: readonly Promise<Made>[];

  beforeAll(async () => {
    product = await WholeProduct.start();
    const lanes = Array.from({ length: LANES }, () => Promise.resolve<unknown>(null));
    reports = cases.map((one, index) => {
      const report = (lanes[index % LANES] ?? Promise.resolve()).then(() => make(one));
      lanes[index % LANES] = report.catch(() => null);
      return report;
    });
  }, 180_000);
  afterAll(async () => {
    await Promise.allSettled(reports);
    await product?.stop();
  }, 120_000);

  async function make({ report_type, units, filters }: Case): Promise<Made> {
    const wish = { report_type, filters, bu_codes: units };
    const [json, csv, excel, pdf] = await Promise.all([
      product.report({ ...wish, format: 'json' }),
      product.report({ ...wish, format: 'csv' }),
      product.report({ ...wish, format: 'excel' }),
      product.report({ ...wish, format: 'pdf' }),
    ]);
    return {
      jobs: [json.job, csv.job, excel.job, pdf.job],
      json: readJsonReport(json.bytes),
      csv: csvRecords(csv.bytes.toString('utf8')),
      excel: await workbookFigures(excel.bytes, units),
      // Totals and completeness stand at the end; reading every page takes longer than making it.
      pdf: (await readPdf(pdf.bytes, 2)).pages.flatMap(linesOf),
    };
  }

  const templates = standardTemplates().map(({ template }) => [template.report_type, template] as const);

  it.each(templates)(
    '%s takes every field of its dialog, and shows what was chosen',
    async (report_type, { dialog, source_type }) => {
      const { fields } = readDialog(dialog);
      const filters = Object.fromEntries(
        fields.map(({ name, options: [first] }) => [name, first?.value ?? CHOSEN[name] ?? true]),
      );
      const { bytes } = await product.report({ report_type, format: 'json', filters, bu_codes: ['T01'] });
      const { rows, columns } = readJsonReport(bytes);
      // Parameters of functions may be named as a column and mean something else: idle for at least so many days.
      if (source_type !== 'view') return;
      for (const { name, column, operator } of fields) {
        const shown = columns.find((one) => one.name === (column ?? name))?.name;
        if (shown === undefined) continue;
        const holds = HOLDS[operator ?? 'equals'];
        const offences = rows.filter((row) => !holds?.(row[shown], filters[name]));
        expect([name, offences]).toEqual([name, []]);
      }
    },
    120_000,
  );

  const named = cases.map((one, index) => [one.report_type, one.units, index] as const);

  it.each(named)(
    '%s of %s has the same rows in all of them',
    async (_, units, index) => {
      const { jobs, json, csv, excel, pdf } = (await reports[index]) as Made;
      const { row_count } = json.summary;
      expect(row_count).toBeGreaterThan(0);
      expect(jobs.map((job) => job.row_count)).toEqual([row_count, row_count, row_count, row_count]);
      expect([json.rows.length, csv.length - 1, excel.rows.length]).toEqual([
        row_count,
        row_count,
        row_count,
      ]);
      expect(new Set(json.rows.map(({ bu_code }) => bu_code))).toEqual(new Set(units));
      const end = `${inEnglish(String(row_count))} rows from ${units.length} business unit`;
      expect(pdf.filter((line) => line.startsWith(end) && line.endsWith('complete'))).toHaveLength(1);
    },
    120_000,
  );

  it.each(named)(
    '%s of %s has the same totals in all of them',
    async (_, __, index) => {
      const { json, csv, excel, pdf } = (await reports[index]) as Made;
      for (const { column, aggregate, as = column } of json.options.totals ?? []) {
        const at = json.columns.findIndex(({ name }) => name === column);
        for (const [currency, figure] of Object.entries(perCurrency(json.totals[as]))) {
          const added = csv
            .slice(1)
            .filter(([unit = '']) => currency === '' || json.currencies?.[unit] === currency)
            .map((record) => record[at] ?? '');
          expect([as, currency, totalOf(added, aggregate)]).toEqual([as, currency, figure]);
          const isOfIt = (label: string) =>
            currency ? label.startsWith(`Total ${currency}`) : /^(Total|Count)\b/.test(label);
          const footers = excel.footers.filter(({ label }) => isOfIt(label));
          expect(footers.flatMap(({ cells }) => cells.map(({ result }) => result))).toContain(Number(figure));
          const lines = pdf.filter(isOfIt);
          expect([as, lines.flatMap((line) => line.split(' ')).includes(inEnglish(figure))]).toEqual([
            as,
            true,
          ]);
        }
      }
    },
    120_000,
  );
});
