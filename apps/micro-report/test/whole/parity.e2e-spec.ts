import { standardTemplates } from '@galley/pack-procurement/report';
import { linesOf, readPdf } from '../../../../libs/render/src/pdf/testing/read-pdf.js';
import type { JobJson } from '../report-house.js';
import { csvRecords } from './csv-records.js';
import {
  figuresOf,
  inEnglish,
  perCurrency,
  readJsonReport,
  totalOf,
  type JsonReport,
} from './json-report.js';
import { WholeProduct } from './whole-product.js';
import { workbookFigures, type WorkbookFigures } from './workbook-figures.js';

const PERIOD = { date_from: '2026-04-01', date_to: '2026-06-30' };
const BAHT = ['T01', 'T02'];
/** T03 keeps its books in dollars. */
const BAHT_AND_DOLLARS = [...BAHT, 'T03'];
const STOCK = { report_type: 'stock_on_hand', filters: {}, keys: ['product_code'] };
const SPEND = { report_type: 'vendor_spend', filters: PERIOD, keys: ['vendor_code'] };

/** What is asked for, and the columns that tell one row from the next. */
const REPORTS = [
  { ...STOCK, kind: 'a view with groups', units: BAHT },
  { ...STOCK, kind: 'a view with groups', units: BAHT_AND_DOLLARS },
  { report_type: 'purchase_order_list', kind: 'a view', units: BAHT, filters: PERIOD, keys: ['po_no'] },
  {
    report_type: 'receiving_variance',
    kind: 'a function',
    units: BAHT,
    filters: PERIOD,
    keys: ['po_no', 'product_code'],
  },
  {
    report_type: 'top_purchasing',
    kind: 'a procedure',
    units: BAHT,
    filters: PERIOD,
    keys: ['product_code'],
  },
  { ...SPEND, kind: 'a builder', units: BAHT },
  { ...SPEND, kind: 'a builder', units: BAHT_AND_DOLLARS },
];

describe('one report in four formats', () => {
  let product: WholeProduct;

  beforeAll(async () => {
    product = await WholeProduct.start();
  }, 180_000);
  afterAll(() => product?.stop());

  describe.each(REPORTS)('$report_type, $kind, of $units', ({ report_type, filters, keys, units }) => {
    let jobs: readonly JobJson[];
    let json: JsonReport;
    let csv: readonly (readonly string[])[];
    let excel: WorkbookFigures;
    let pdf: readonly string[];

    beforeAll(async () => {
      const make = (format: string) => product.report({ report_type, format, filters, bu_codes: units });
      const [asJson, asCsv, asExcel, asPdf] = await Promise.all([
        make('json'),
        make('csv'),
        make('excel'),
        make('pdf'),
      ]);
      jobs = [asJson.job, asCsv.job, asExcel.job, asPdf.job];
      json = readJsonReport(asJson.bytes);
      csv = csvRecords(asCsv.bytes.toString('utf8'));
      excel = await workbookFigures(asExcel.bytes, units);
      pdf = (await readPdf(asPdf.bytes)).pages.flatMap(linesOf);
    }, 180_000);

    it('has the same number of rows everywhere, and some', () => {
      const { row_count } = json.summary;
      expect(row_count).toBeGreaterThan(30);
      expect(jobs.map((job) => job.row_count)).toEqual([row_count, row_count, row_count, row_count]);
      expect([json.rows.length, csv.length - 1, excel.rows.length]).toEqual([
        row_count,
        row_count,
        row_count,
      ]);
      const count = `${inEnglish(String(row_count))} rows from ${units.length} business units`;
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
      const columns = shownColumns(report_type, json);
      expect(excel.header).toEqual(columns.map(({ label }) => label));
      const rows = json.rows.map((row) =>
        columns.map(({ name, type }) => {
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
        const texts = shown.flatMap(({ name, type, format }) => {
          const value = row[name] ?? null;
          if (value === null) return [];
          if (type === 'string') return [String(value)];
          if (format === 'quantity') return [inEnglish(withoutZeros(String(value)))];
          return [inEnglish(String(value)) + (format === 'percent' ? '%' : '')];
        });
        expect(foundIn(lines[index], texts)).toEqual(texts);
      });
    });

    it('has totals that the rows of CSV add up to, currency by currency', () => {
      expect(Object.keys(json.currencies ?? {})).toEqual(units === BAHT ? [] : units);
      for (const { column, aggregate, as = column } of json.options.totals ?? []) {
        const index = json.columns.findIndex(({ name }) => name === column);
        for (const [currency, figure] of Object.entries(perCurrency(json.totals[as]))) {
          const texts = csv
            .slice(1)
            .filter(([unit = '']) => currency === '' || json.currencies?.[unit] === currency)
            .map((record) => record[index] ?? '');
          expect([as, currency, totalOf(texts, aggregate)]).toEqual([as, currency, figure]);
        }
      }
    });

    it('has live totals in Excel that compute to those of JSON', () => {
      const cells = excel.footers.flatMap((footer) => footer.cells);
      const live = cells.filter(({ formula }) => formula !== null);
      expect(live.map(({ computed }) => computed)).toEqual(live.map(({ result }) => result));
      expect(live.length > 0).toBe(json.options.totals?.some(({ aggregate }) => aggregate === 'sum'));
      const levels = levelsOf(json).map((level) => level.map((figure) => String(Number(figure))));
      const results = cells.map(({ result }) => String(result));
      expect(inLevels(results, levels)).toEqual(levels.map(inAnyOrder));
      for (const [currency, figure] of grandFigures(json)) {
        const footer = excel.footers.find(({ label }) => label === `Total ${currency}`);
        expect(footer?.cells.map(({ result }) => result)).toContain(Number(figure));
      }
    });

    it('has the totals of JSON in PDF, group by group', () => {
      const end = pdf.findIndex((line) => / rows from \d business units/.test(line));
      const lines = pdf.slice(0, end).filter((line) => /^(Subtotal|Total|Distinct|Count)\b/.test(line));
      const figures = lines.flatMap((line) =>
        line.split(' ').filter((word) => /^-?[\d,]+(\.\d+)?$/.test(word)),
      );
      const levels = levelsOf(json).map((level) => level.map(inEnglish));
      expect(inLevels(figures, levels)).toEqual(levels.map(inAnyOrder));
      for (const [currency, figure] of grandFigures(json)) {
        const line = lines.find((text) => text.startsWith(`Total ${currency} `));
        expect(foundIn(line, [inEnglish(figure)])).toEqual([inEnglish(figure)]);
      }
    });
  });

  it('is the same file to the byte when it is made twice of unchanged data', async () => {
    const wish = { report_type: 'receiving_variance', format: 'csv', filters: PERIOD, bu_codes: BAHT };
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

interface Designed {
  readonly columns?: readonly (string | { readonly field: string; readonly label?: string })[];
}

/** The columns as the layout of a standard template shows them, those of its groups first; all where it says nothing. */
function shownColumns(
  report_type: string,
  { columns, options, currencies }: JsonReport,
): JsonReport['columns'] {
  const found = standardTemplates().find(({ template }) => template.report_type === report_type);
  const content = found?.template.content ?? '';
  if (content === '') return columns;
  const designed = (JSON.parse(content) as Designed).columns ?? [];
  const labels = new Map(
    designed.map((one): [string, string | undefined] =>
      typeof one === 'string' ? [one, undefined] : [one.field, one.label],
    ),
  );
  const groups = (options.group_by ?? []).filter((name) => !labels.has(name));
  // Money of several currencies is told apart by its unit, which then leads.
  const lead = Object.keys(currencies ?? {}).length > 0 ? ['bu_code'] : [];
  const order = [...new Set([...lead, ...groups, ...labels.keys()])];
  return order.flatMap((name) => {
    const column = columns.find((one) => one.name === name);
    return column ? [{ ...column, label: labels.get(name) ?? column.label }] : [];
  });
}

/** A quantity as people read it: two decimals, more where they say something. */
const withoutZeros = (text: string): string => text.replace(/(\.\d\d\d*?)0+$/, '$1');

/** The figures of each group, then those of all rows. */
function levelsOf({ groups, totals }: JsonReport): string[][] {
  return [...groups.map((group) => figuresOf(group.totals)), figuresOf(totals)];
}

/** Totals of all rows that are of one currency, with its code. */
function grandFigures({ totals }: JsonReport): [currency: string, figure: string][] {
  return Object.values(totals)
    .flatMap((total) => Object.entries(perCurrency(total)))
    .filter(([currency]) => currency !== '');
}

const inAnyOrder = (texts: readonly string[]): string[] => texts.toSorted((a, b) => a.localeCompare(b));

/** Figures as they follow each other, cut where one level ends; a level may order its own as it likes. */
function inLevels(figures: readonly string[], levels: readonly (readonly string[])[]): string[][] {
  let from = 0;
  const cut = levels.map(({ length }) => inAnyOrder(figures.slice(from, (from += length))));
  return from === figures.length ? cut : [...cut, figures.slice(from)];
}

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
