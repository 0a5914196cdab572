import { parseExpression } from '../../expressions/parse-expression.js';
import type { Scope, Value } from '../../expressions/contract.js';
import { readDecimal } from '../../expressions/exact-decimal.js';
import { LayoutError } from '../../layout-error.js';
import type { Band, GroupBand, PageDesign, TextObject } from '../../model/index.js';
import { layoutNeeds } from '../../pages/layout-needs.js';
import type { LayoutHints } from '../contract.js';
import { readLayout } from '../read-layout.js';

const hints: LayoutHints = {
  signature_config: { blocks: [{ key: 'a', label: 'Buyer', required: true }] },
  orientation: 'portrait',
  locale: 'en-GB',
};

const minimal = {
  kind: 'document',
  title: 'Purchase Order',
  sender: { name: '[property_name]' },
  lines: { columns: [{ label: 'Product', field: 'product', grow: true }] },
};

function pageOf(content: object, wished: Partial<LayoutHints> = {}): PageDesign {
  const [section] = readLayout(JSON.stringify(content), { ...hints, ...wished }).sections;
  if (section?.kind !== 'pages') throw new Error('no pages');
  return section;
}

function groupOf(page: PageDesign): GroupBand {
  const [body] = page.body;
  if (body?.kind !== 'group') throw new Error('no group');
  return body;
}

/** The band and what hangs below it. */
function chainOf(band: Band | null): Band[] {
  return band ? [band, ...chainOf(band.child)] : [];
}

const texts = (band: Band | null): TextObject[] =>
  (band?.objects ?? []).filter((object) => object.kind === 'text');

/** Sees one row of the dataset `document`. */
function scopeOf(row: Readonly<Record<string, Value>>): Scope {
  return {
    lookup: ({ path: [source, column = ''] }) => (source === 'document' ? (row[column] ?? null) : undefined),
    locale: 'en-GB',
    currency: null,
    now: { iso: '2026-07-01 10:00:00', has_time: true },
  };
}

/** What the objects of the bands say that show themselves. */
function said(bands: readonly Band[], row: Readonly<Record<string, Value>>): string[] {
  const scope = scopeOf(row);
  return bands
    .filter(({ visible }) => !visible || visible.evaluate(scope) === true)
    .flatMap(texts)
    .filter(({ visible }) => !visible || visible.evaluate(scope) === true)
    .map(({ text }) => text.evaluate(scope, String))
    .filter((text) => text !== '');
}

function faultOf(content: unknown): LayoutError {
  try {
    readLayout(typeof content === 'string' ? content : JSON.stringify(content), hints);
  } catch (error) {
    if (error instanceof LayoutError) return error;
    throw error;
  }
  throw new Error('was read');
}

describe('the document reader', () => {
  it('asks for one dataset in the order of its lines, and for those of its blocks', () => {
    const block = {
      title: 'Extra costs',
      source: 'extra_costs',
      columns: [{ label: 'Cost', field: 'name' }],
    };
    const layout = readLayout(JSON.stringify({ ...minimal, blocks: [block] }), hints);
    expect(layoutNeeds(layout, ['extra_costs'])).toEqual({
      primary: 'document',
      datasets: ['extra_costs'],
      assets: [],
      order_by: [{ column: 'line_no', direction: 'asc' }],
    });
  });

  it('says at the head only what is there, without holes', () => {
    const entry = (field: string) => ({ label: field, field });
    const page = pageOf({ ...minimal, header: { left: ['a', 'b', 'c'].map(entry), right: [entry('d')] } });
    const bands = chainOf(groupOf(page).header);
    expect(said(bands, { b: 'two', c: 'three' })).toEqual(['b', 'two', 'c', 'three']);
    expect(said(bands, { d: 'four' })).toEqual(['d', 'four']);
  });

  it('keeps totals with the last row, and says only those that are stated', () => {
    const totals = [
      { label: 'Discount', field: 'discount', when: '[discount] != 0' },
      { label: 'Charges', field: 'charge' },
      { label: 'Total [currency]', field: 'total', style: 'strong' },
    ];
    const words = { label: 'In words', field: 'total', currency: 'currency', locale: 'en' };
    const group = groupOf(pageOf({ ...minimal, totals, amount_in_words: words }));
    expect(group.footer_keep_with_data).toBe(true);
    const row = { discount: readDecimal('0.00'), total: readDecimal('1107.50'), currency: 'GBP' };
    expect(said(chainOf(group.footer), row)).toEqual([
      'Total GBP',
      '1,107.50',
      'In words',
      'One thousand one hundred seven pounds sterling and fifty pence only',
    ]);
  });

  it('shows further columns on landscape, over the whole width of either', () => {
    const columns = [
      { label: 'Code', field: 'code', only: 'landscape', width: 60 },
      { label: 'Product', field: 'product', grow: true },
      { label: 'Price', field: 'price', format: 'price', width: 60 },
    ];
    for (const orientation of ['portrait', 'landscape'] as const) {
      const body = groupOf(pageOf({ ...minimal, lines: { columns } }, { orientation })).body;
      const cells = texts(body.kind === 'data' ? body.band : null);
      const last = cells.at(-1);
      expect(cells).toHaveLength(orientation === 'landscape' ? 3 : 2);
      const width = (orientation === 'landscape' ? 841.89 : 595.28) - 84;
      expect((last?.left ?? 0) + (last?.width ?? 0)).toBeCloseTo(width, 6);
      expect(last?.look.align).toBe('right');
    }
  });

  it('repeats the head of the lines on every page and never splits the signatures', () => {
    const page = pageOf(minimal);
    const { body } = groupOf(page);
    expect(body.kind === 'data' && body.header?.repeat_on_every_page).toBe(true);
    const signatures = chainOf(page.bands.report_summary).find(({ name }) => name === 'Signatures');
    expect(signatures).toMatchObject({ can_break: false, objects: [{ kind: 'signatures' }] });
    expect(pageOf(minimal, { signature_config: null }).bands.report_summary).toBeNull();
  });

  it('marks a broken rule in red while its condition holds', () => {
    const columns = [{ label: 'Issued', field: 'issued', alert: '[issued] > [approved]' }];
    const { body } = groupOf(pageOf({ ...minimal, lines: { columns } }));
    const [cell] = texts(body.kind === 'data' ? body.band : null);
    const when = cell?.highlights[0]?.when ?? parseExpression('false');
    const row = { issued: readDecimal('8'), approved: readDecimal('5') };
    expect(when.evaluate(scopeOf(row))).toBe(true);
    expect(when.evaluate(scopeOf({ ...row, approved: readDecimal('8') }))).toBe(false);
  });

  it('writes the first watermark that applies', () => {
    const watermark = [
      { when: '[status] == "voided"', text: 'VOID' },
      { when: '[status] == "draft"', text: 'DRAFT' },
    ];
    const mark = pageOf({ ...minimal, watermark }).watermark?.text;
    expect(mark?.evaluate(scopeOf({ status: 'draft' }), String)).toBe('DRAFT');
    expect(mark?.evaluate(scopeOf({ status: 'sent' }), String)).toBe('');
  });

  it.each<[string, unknown, string | null]>([
    ['an unknown field', { ...minimal, colour: 'red' }, '/colour'],
    ['a column of nothing', { ...minimal, lines: { columns: [{ label: 'x' }] } }, '/lines/columns/0'],
    ['a bad colour', { ...minimal, accent: 'red' }, '/accent'],
    [
      'a broken condition',
      { ...minimal, watermark: [{ when: '[status] ==', text: 'x' }] },
      '/watermark/0/when',
    ],
    ['a function nobody knows', { ...minimal, title: '[Launch([x])]' }, '/title'],
    ['broken JSON', '{"kind": "document", ', null],
  ])('refuses %s and points at it', (_, content, at) => {
    const fault = faultOf(content);
    expect([fault.code, fault.at]).toEqual(['layout-invalid', at]);
  });
});
