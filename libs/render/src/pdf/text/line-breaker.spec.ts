import { codeCell, cellEncoder } from '../table/cell-codes.js';
import { CodeLines } from '../table/code-lines.js';
import { LatinFont } from '../fonts/latin-font.js';
import { breakLines, elide } from './line-breaker.js';

const LATIN = [
  'Received by storekeeper 57, checked against the order and put away',
  'c4ca4238-a0b9-2382-0dcc-509a6f75849b',
  'https://example.com/a/very/long/path/that/goes/on?and=on&and=on',
  'WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW',
  'short',
  'two  spaces   and a verylongwordinthemiddleofit end ',
  'Rømmegrøt økologisk, Røros Meieri, blåbærsyltetøy',
];

describe('breaking a cell into lines', () => {
  it('breaks at words, and cuts the last line with an ellipsis', () => {
    const lines = breakLines('one two three four five six seven eight', {
      isBold: false,
      width: 6000,
      maxLines: 2,
    });
    expect(lines).toEqual(['one two', 'three four…']);
  });

  it('breaks Thai between words and Chinese between signs, not before closing marks', () => {
    const thai = breakLines('ข้าวหอมมะลิตราเกษตร', { isBold: false, width: 6500, maxLines: 3 });
    expect(thai.join('')).toBe('ข้าวหอมมะลิตราเกษตร');
    expect(thai.length).toBeGreaterThan(1);
    const chinese = breakLines('茉莉香米。茉莉香米', { isBold: false, width: 4000, maxLines: 3 });
    expect(chinese).toEqual(['茉莉香', '米。茉莉', '香米']);
  });

  it.each([
    ['closing marks and small kana', 'ここはカッコ（あ）ちょっと、です', 4000],
    ['opening marks', '中文（内容）「引用」完', 3000],
    ['dashes and dots', '这是——中文……好', 3000],
  ])('keeps %s where they belong in Chinese and Japanese', (_what, text, width) => {
    const lines = breakLines(text, { isBold: false, width, maxLines: 20 });
    expect(lines.join('')).toBe(text);
    expect(lines.join('|')).not.toMatch(/[|][）」。、ょっ…]|[（「][|]|—[|]—/);
  });

  it('breaks Korean between words', () => {
    const lines = breakLines('재고와 매출을 보여 줍니다', { isBold: false, width: 5000, maxLines: 5 });
    expect(lines).toEqual(['재고와', '매출을 보여', '줍니다']);
  });

  it('leaves what fits as it is', () => {
    expect(elide('short', 9000, false)).toBe('short');
    expect(elide('a longer text', 3000, false)).toBe('a lo…');
  });

  it.each([4000, 9000, 20_000])('gives the same lines from bytes as from text at width %i', (width) => {
    const { widths } = LatinFont.of(false);
    const encode = cellEncoder({ kind: 'text' }, widths, 0);
    const cell = codeCell();
    const lines = new CodeLines(3);
    for (const text of LATIN) {
      const bytes = Buffer.from(text);
      expect(encode(bytes, 0, bytes.length, cell)).toBe(true);
      lines.break(cell, widths, width);
      const fromBytes = Array.from({ length: lines.count }, (_, line) =>
        Buffer.from(cell.codes.subarray(lines.from[line], lines.to[line]))
          .toString('latin1')
          .replace('\x85', '…'),
      );
      expect(fromBytes).toEqual(breakLines(text, { isBold: false, width, maxLines: 3 }));
    }
  });
});
