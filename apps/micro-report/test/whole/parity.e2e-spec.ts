import { linesOf, readPdf } from '../../../../libs/render/src/pdf/testing/read-pdf.js';
import type { JobJson } from '../report-house.js';
import { csvRecords } from './csv-records.js';
import { inEnglish, readJsonReport, totalOf, type JsonReport } from './json-report.js';
import { WholeProduct } from './whole-product.js';
import { workbookFigures, type WorkbookFigures } from './workbook-figures.js';

const PERIOD = { date_from: '2026-04-01', date_to: '2026-06-30' };
const UNITS = ['T01', 'T02'];

/** What is asked for, and the columns that tell one row from the next. */
const REPORTS = [
  { kind: 'a view with groups', report_type: 'stock_on_hand', filters: {}, keys: ['product_code'] },
  { kind: 'a view', report_type: 'purchase_order_list', filters: PERIOD, keys: ['po_no'] },
  { kind: 'a function', report_type: 'receiving_variance', filters: PERIOD, keys: ['po_no', 'product_code'] },
  { kind: 'a procedure', report_type: 'top_purchasing', filters: PERIOD, keys: ['product_code'] },
  { kind: 'a builder', report_type: 'vendor_spend', filters: PERIOD, keys: ['vendor_code'] },
] as const;

describe('one report in four formats', () => {
  let product: WholeProduct;

  beforeAll(async () => {
    product = await WholeProduct.start();
  }, 90_000);
  afterAll(() => product?.stop());

  describe.each(REPORTS)('$report_type, $kind', ({ report_type, filters, keys }) => {
    let jobs: readonly JobJson[];
    let json: JsonReport;
    let csv: readonly (readonly string[])[];
    let excel: WorkbookFigures;
    let pdf: readonly string[];

    beforeAll(async () => {
      const make = (format: string) => product.report({ report_type, format, filters, bu_codes: UNITS });
      const [asJson, asCsv, asExcel, asPdf] = await Promise.all([
        make('json'),
        make('csv'),
        make('excel'),
        make('pdf'),
      ]);
      jobs = [asJson.job, asCsv.job, asExcel.job, asPdf.job];
      json = readJsonReport(asJson.bytes);
      csv = csvRecords(asCsv.bytes.toString('utf8'));
      excel = await workbookFigures(asExcel.bytes, UNITS);
      pdf = (await readPdf(asPdf.bytes)).pages.flatMap(linesOf);
    }, 60_000);

    it('has the same number of rows everywhere, and some', () => {
      const { row_count } = json.summary;
      expect(row_count).toBeGreaterThan(30);
      expect(jobs.map((job) => job.row_count)).toEqual([row_count, row_count, row_count, row_count]);
      expect([json.rows.length, csv.length - 1, excel.rows.length]).toEqual([
        row_count,
        row_count,
        row_count,
      ]);
      const count = `${inEnglish(row_count)} rows from 2 business units`;
      expect(pdf).toContain(`${count} — complete`);
      expect(excel.parameters.get('Completeness')).toBe(`complete: ${count}`);
    });

    it('says in every paper which dataset it shows', () => {
      const { fingerprint } = json.summary;
      expect(excel.parameters.get('Fingerprint')).toBe(fingerprint);
      expect(pdf).toContain(`Fingerprint: ${fingerprint}`);
    });

    it('has the rows of JSON in CSV, cell by cell', () => {
      expect(csv[0]).toEqual(json.columns.map(({ label }) => label));
      const rows = json.rows.map((row) => json.columns.map(({ name }) => String(row[name] ?? '')));
      expect(csv.slice(1)).toEqual(rows);
    });

    it('has the rows of JSON in Excel, as numbers, dates and truths', () => {
      expect(excel.header).toEqual(json.columns.map(({ label }) => label));
      const rows = json.rows.map((row) =>
        json.columns.map(({ name, type }) => {
          const value = row[name] ?? null;
          if (value === null) return null;
          if (type === 'decimal' || type === 'integer') return Number(value);
          return type === 'date' ? new Date(`${String(value)}T00:00:00Z`) : value;
        }),
      );
      expect(excel.rows).toEqual(rows);
    });

    it('has the rows of JSON in PDF, one after the other with all their figures', () => {
      const lines = pdf.filter((line) => /^T0\d /.test(line));
      expect(lines).toHaveLength(json.rows.length);
      const shown = json.columns.filter(
        ({ name, type }) => ['bu_code', ...keys].includes(name) || /decimal|integer/.test(type),
      );
      json.rows.forEach((row, index) => {
        const texts = shown.flatMap(({ name, type }) => {
          const value = row[name] ?? null;
          if (value === null) return [];
          return [type === 'string' ? String(value) : inEnglish(String(value))];
        });
        expect(foundIn(lines[index], texts)).toEqual(texts);
      });
    });

    it('has totals that the rows of CSV add up to', () => {
      for (const { column, aggregate, as = column } of json.options.totals ?? []) {
        const index = json.columns.findIndex(({ name }) => name === column);
        const texts = csv.slice(1).map((record) => record[index] ?? '');
        expect([as, String(json.totals[as])]).toEqual([as, totalOf(texts, aggregate)]);
      }
    });

    it('has live totals in Excel that compute to those of JSON', () => {
      for (const { cells } of excel.footers) {
        for (const { formula, result, computed } of cells) {
          if (formula !== null) expect(computed).toBe(result);
        }
      }
      const groups = json.groups.map(({ totals }) => Object.values(totals).map(Number));
      const figures = excel.footers.map(({ cells }) => cells.map(({ result }) => result));
      const grand = Object.values(json.totals).map(Number);
      expect(figures.map(sorted)).toEqual([...groups, grand].map(sorted));
      const isSummed = json.options.totals?.some(({ aggregate }) => aggregate === 'sum');
      const live = excel.footers.flatMap(({ cells }) => cells.filter(({ formula }) => formula !== null));
      expect(live.length > 0).toBe(isSummed);
    });

    it('has the totals of JSON in PDF, group by group', () => {
      const end = pdf.findIndex((line) => / rows from 2 business units/.test(line));
      const aggregates = new Set(json.options.totals?.map(({ aggregate }) => aggregate));
      // A line for each aggregate: sums stand in one, counts in the next.
      const closing = pdf.slice(end - aggregates.size, end).flatMap((line) => line.split(' ').slice(1));
      const figures = Object.values(json.totals).map((total) => inEnglish(total ?? ''));
      expect(closing.toSorted()).toEqual(figures.toSorted());
      const subtotals = pdf
        .slice(0, end - aggregates.size)
        .filter((line) => /^(Subtotal|Distinct) /.test(line));
      expect(subtotals).toHaveLength(json.groups.length);
      json.groups.forEach(({ totals }, index) => {
        const texts = Object.values(totals).map((total) => inEnglish(String(total)));
        expect(foundIn(subtotals[index], texts)).toEqual(texts);
      });
    });
  });

  it('is the same file to the byte when it is made twice of unchanged data', async () => {
    const wish = { report_type: 'receiving_variance', format: 'csv', filters: PERIOD, bu_codes: UNITS };
    const [first, second] = [await product.report(wish), await product.report(wish)];
    expect(first.job.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(second.job.sha256).toBe(first.job.sha256);
    const { rows } = await product.admin.query<{ dataset_fingerprint: string }>(
      'select dataset_fingerprint from tenant.generated_report where job_id = any ($1)',
      [[first.job.id, second.job.id]],
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual(rows[1]);
  });
});

const sorted = (figures: readonly number[]): number[] => figures.toSorted((a, b) => a - b);

/** Those of `texts` that stand in the line as whole words, each after the one before it. */
function foundIn(line: string | undefined, texts: readonly string[]): string[] {
  const words = (line ?? '').split(' ');
  let from = 0;
  return texts.filter((text) => {
    const at = words.indexOf(text, from);
    if (at >= 0) from = at + 1;
    return at >= 0;
  });
}
