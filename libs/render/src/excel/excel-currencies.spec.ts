import type { TotalRequest } from '@galley/dataset';
import type { Worksheet } from 'exceljs';
import { readWorkbook } from '../testing/read-workbook.js';
import type { SampleDataset } from '../testing/sample-dataset.js';
import { renderSample } from '../testing/sample-input.js';
import { QUANTITY_AND_VALUE, TWO_CURRENCIES } from '../testing/two-currencies.js';
import { currencyFormula, unitsCriterion } from './currency-formula.js';
import { excelFormat } from './excel-format.js';

async function sheetOf(
  totals: readonly TotalRequest[],
  group_by: readonly string[],
  sample: SampleDataset = TWO_CURRENCIES,
): Promise<Worksheet> {
  const { bytes } = await renderSample(excelFormat, sample, { options: { group_by, totals } });
  return (await readWorkbook(bytes)).getWorksheet('Data')!;
}

/** `row label | quantity | value` of each footer; figures with a formula as `formula = figure`. */
function footers(sheet: Worksheet): string[] {
  const figure = (at: string): string => {
    const cell = sheet.getCell(at);
    return cell.formula ? `${cell.formula} = ${String(cell.result)}` : cell.text;
  };
  const found: string[] = [];
  sheet.eachRow((_row, number) => {
    if (number === 1 || !sheet.getRow(number).font?.bold) return;
    const label = sheet.getCell(`A${number}`).text || sheet.getCell(`B${number}`).text;
    found.push(`${number} ${label} | ${figure(`C${number}`)} | ${figure(`D${number}`)}`);
  });
  return found;
}

const MEAN = [{ column: 'value', aggregate: 'avg', as: 'mean' }] as const;

describe('money of several currencies in a workbook', () => {
  it('has a row per currency in groups and in all, with a formula over its units', async () => {
    expect(footers(await sheetOf(QUANTITY_AND_VALUE, ['category']))).toEqual([
      '5 Subtotal: Dry | SUBTOTAL(9,C2:C4) = 7 | ',
      '6 Subtotal THB: Dry |  | SUM(SUMIF($A$2:$A$4,{"T01","T02"},D2:D4)) = 150.15',
      '7 Subtotal USD: Dry |  | SUM(SUMIF($A$2:$A$4,{"T03"},D2:D4)) = 10',
      '10 Subtotal: Wine | SUBTOTAL(9,C8:C9) = 1 | ',
      '11 Subtotal THB: Wine |  | SUM(SUMIF($A$8:$A$9,{"T01","T02"},D8:D9)) = 1200.2',
      '13 Subtotal: Zest | SUBTOTAL(9,C12:C12) = 5 | ',
      '14 Subtotal THB: Zest |  | SUBTOTAL(9,D12:D12) = -3',
      '15 Total | SUBTOTAL(9,C2:C14) = 13 | ',
      '16 Total THB |  | SUM(SUMIF($A$2:$A$14,{"T01","T02"},D2:D14)) = 1347.35',
      '17 Total USD |  | SUM(SUMIF($A$2:$A$14,{"T03"},D2:D14)) = 10',
    ]);
  });

  it('is averaged per currency', async () => {
    const footed = footers(await sheetOf(MEAN, []));
    expect(footed[0]).toBe(
      '8 Average THB |  | (SUM(SUMIF($A$2:$A$7,{"T01","T02"},D2:D7)))/(SUM(COUNTIFS($A$2:$A$7,{"T01","T02"},D2:D7,"<>"))) = 336.8375',
    );
    expect(footed[1]).toContain('9 Average USD');
    expect(footed).toHaveLength(2);
  });

  it('has plain extremes, for which no formula serves every version', async () => {
    const totals = [{ column: 'value', aggregate: 'max', as: 'most' }] as const;
    const most = { THB: '1200.20', USD: '10.00' };
    const sample = { ...TWO_CURRENCIES, totals: { most }, groups: [] };
    expect(footers(await sheetOf(totals, [], sample))).toEqual([
      '8 Maximum THB |  | 1200.2',
      '9 Maximum USD |  | 10',
    ]);
  });

  it('shows 0 for a currency whose units have no rows', async () => {
    const currencies = { ...TWO_CURRENCIES.currencies, T04: 'EUR' };
    const value = { THB: '1347.35', USD: '10.00', EUR: '0' };
    const sample = { ...TWO_CURRENCIES, currencies, totals: { qty: 13, value } };
    expect(footers(await sheetOf(QUANTITY_AND_VALUE, [], sample))[1]).toBe(
      '9 Total EUR |  | SUM(SUMIF($A$2:$A$7,{"T04"},D2:D7)) = 0',
    );
  });
});

describe('the units of a currency as a condition', () => {
  it('are texts without wildcards, comparisons or quotes', () => {
    expect(unitsCriterion(['T01', 'T*', '>5', 'a"b'], ['T03'])).toBe('{"T01","T~*","=>5","a""b"}');
  });

  it.each([
    [['t01'], ['T01']],
    [['1'], ['01']],
  ])('are none where %j would be taken for %j', (own, others) => {
    expect(unitsCriterion(own, others)).toBeNull();
  });

  it('reach over sheets, and are none where a formula would be too long', () => {
    const ranges = [
      { sheet: 'Data', first: 2, last: 9 },
      { sheet: null, first: 2, last: 5 },
    ];
    expect(currencyFormula('sum', 'C', ranges, '{"T01"}')).toBe(
      `SUM(SUMIF('Data'!$A$2:$A$9,{"T01"},'Data'!C2:C9))+SUM(SUMIF($A$2:$A$5,{"T01"},C2:C5))`,
    );
    expect(currencyFormula('sum', 'C', ranges, `{"${'T'.repeat(8000)}"}`)).toBeNull();
    expect(currencyFormula('min', 'C', ranges, '{"T01"}')).toBeNull();
  });
});
