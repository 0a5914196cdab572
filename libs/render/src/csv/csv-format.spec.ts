import fc from 'fast-check';
import type { Column, TextRow } from '@galley/dataset';
import type { CsvOptions } from '../contract.js';
import { RenderError } from '../render-error.js';
import { column } from '../testing/sample-dataset.js';
import { renderSample } from '../testing/sample-input.js';
import { csvFormat } from './csv-format.js';

async function csv(
  columns: readonly Column[],
  rows: readonly TextRow[],
  locale: string = 'en',
  options: CsvOptions = {},
): Promise<string> {
  const run = { document: { locale }, options: { csv: options } };
  return (await renderSample(csvFormat, { columns, rows }, run)).bytes.toString();
}

/** RFC 4180, written apart from the encoder: state by state over characters. */
function parse(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text.charAt(i + 1) === '"') cell += text.charAt(++i);
      else isQuoted = false;
    } else if (char === '"' && cell === '') isQuoted = true;
    else if (char === delimiter) {
      record.push(cell);
      cell = '';
    } else if (char === '\r' && text.charAt(i + 1) === '\n') {
      i++;
      records.push([...record, cell]);
      record = [];
      cell = '';
    } else cell += char;
  }
  expect(record).toEqual([]);
  return records;
}

const ONE = [column('text', 'string')];
const TYPED = [
  column('name', 'string'),
  column('qty', 'integer'),
  column('value', 'decimal'),
  column('day', 'date'),
  column('at', 'timestamp'),
  column('done', 'boolean'),
];
const ROW: TextRow = ['Fløte', '-5', '-1234567.50', '2026-06-30', '2026-06-30 23:59:59.5+07', 't'];

describe('the csv format', () => {
  it('gives back every text, through any delimiter', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) => (/^[=+\-@\t\r\n]/.test(text) ? `x${text}` : text));
    const rows = fc.array(
      fc.array(fc.oneof(cell, fc.constantFrom('"', 'a"b', ',;', '\r\n', 'x\ny')), {
        minLength: 3,
        maxLength: 3,
      }),
    );
    const columns = ['a', 'b "quoted", \nlabel', 'c'].map((name) => column(name, 'string'));
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(',', ';', '\t', '|'), async (cells, delimiter) => {
        const text = await csv(columns, cells, 'en', { delimiter });
        const fixed = cells.map((row) => row.map((value) => (/^[\r\n]/.test(value) ? `'${value}` : value)));
        expect(parse(text, delimiter)).toEqual([columns.map(({ label }) => label), ...fixed]);
      }),
    );
  });

  it.each([
    ['en', 'name,qty,value,day,at,done\r\nFløte,-5,-1234567.50,2026-06-30,2026-06-30 23:59:59,true\r\n'],
    [
      'nb',
      '\ufeffname;qty;value;day;at;done\r\nFløte;-5;-1234567,50;30.06.2026;30.06.2026 23:59:59;true\r\n',
    ],
    [
      'fr',
      '\ufeffname;qty;value;day;at;done\r\nFløte;-5;-1234567,50;30/06/2026;30/06/2026 23:59:59;true\r\n',
    ],
    [
      'sv',
      '\ufeffname;qty;value;day;at;done\r\nFløte;-5;-1234567,50;2026-06-30;2026-06-30 23:59:59;true\r\n',
    ],
    [
      'th',
      '\ufeffname,qty,value,day,at,done\r\nFløte,-5,-1234567.50,2026-06-30,2026-06-30 23:59:59,true\r\n',
    ],
  ])('writes the dialect of %s', async (locale, expected) => {
    expect(await csv(TYPED, [ROW], locale)).toBe(expected);
  });

  it('puts the options of a run before the locale', async () => {
    const text = await csv(TYPED, [ROW], 'nb', { delimiter: '|', decimal: '.', bom: false });
    expect(text).toBe(
      'name|qty|value|day|at|done\r\nFløte|-5|-1234567.50|30.06.2026|30.06.2026 23:59:59|true\r\n',
    );
  });

  it('quotes decimals when their sign is the delimiter', async () => {
    const text = await csv([column('a', 'decimal'), column('b', 'decimal')], [['1.5', '-2']], 'nb', {
      delimiter: ',',
      bom: false,
    });
    expect(text).toBe('a,b\r\n"1,5","-2"\r\n');
  });

  it.each([
    ['=SUM(A1)', "'=SUM(A1)"],
    ['+1', "'+1"],
    ['-1+1', "'-1+1"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ['=a,"b"', '"\'=a,""b"""'],
    ['a=b', 'a=b'],
    ['', '""'],
    [null, '""'],
  ])('writes the text %j as %s', async (text, expected) => {
    expect(await csv(ONE, [[text]])).toBe(`text\r\n${expected}\r\n`);
  });

  it.each([
    ['-12,50', '-12,50'],
    ['-12.50', '-12.50'],
    ['-7', '-7'],
    ['12,50', '12,50'],
    ['-', "'-"],
    ['-12,', "'-12,"],
    ['-,5', "'-,5"],
    ['-12,50 kr', "'-12,50 kr"],
    ['-1.2.3', "'-1.2.3"],
    ['-2+3', "'-2+3"],
    ["-2+cmd|' /C calc'!A0", "'-2+cmd|' /C calc'!A0"],
    ['\u22125', '\u22125'],
    ['=1', "'=1"],
    ['+47 22 00 00 00', "'+47 22 00 00 00"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t-5', "'\t-5"],
  ])(
    'BU-C-10: writes the text %j as %s, so that figures stay figures and nothing is run',
    async (text, expected) => {
      expect(await csv(ONE, [[text]], 'nb-NO')).toBe(`\ufefftext\r\n${expected}\r\n`);
    },
  );

  it('BU-C-10: quotes a negative figure in a text whose sign is the delimiter', async () => {
    expect(await csv(ONE, [['-12,50']])).toBe('text\r\n"-12,50"\r\n');
  });

  it('BU-C-9: is comma and point for whoever wishes it, whatever the locale', async () => {
    const dialect = { delimiter: ',', decimal: '.', bom: false };
    expect(await csv([column('Timer', 'decimal')], [['-11.25']], 'nb-NO', dialect)).toBe(
      'Timer\r\n-11.25\r\n',
    );
  });

  it('neutralises labels too', async () => {
    expect(await csv([column('x', 'string', { label: '=cmd' })], [])).toBe("'=cmd\r\n");
  });

  it('leaves null empty among other cells', async () => {
    expect(await csv(TYPED, [TYPED.map(() => null)])).toContain('\r\n,,,,,\r\n');
  });

  it('passes on dates and numbers that no spreadsheet knows', async () => {
    const columns = [column('a', 'date'), column('b', 'timestamp'), column('c', 'decimal')];
    const rows = [
      ['infinity', '-infinity', 'NaN'],
      ['0044-03-15 BC', '10000-01-01 00:00:00+01', 'Infinity'],
    ];
    expect(parse(await csv(columns, rows, 'en'), ',').slice(1)).toEqual(rows);
  });

  it('holds cells larger than a chunk', async () => {
    const text = '"'.repeat(600_000);
    expect(parse(await csv(ONE, [[text]]), ',')[1]).toEqual([text]);
  });

  it.each([{ delimiter: '"' }, { delimiter: ';;' }, { delimiter: '-' }, { decimal: '5' }])(
    'refuses %j',
    async (options) => {
      await expect(csv(ONE, [], 'en', options)).rejects.toThrow(RenderError);
    },
  );
});
