import { lettersOf } from '../text/styled-text.js';
import { FONT } from '../testing/drawing.js';
import { richParagraphs } from './rich-paragraphs.js';
import { richSource } from './rich-source.js';

const LETTERS = lettersOf(FONT);

function textsOf(text: string, markup: 'html' | 'markdown' = 'html'): string[] {
  return richParagraphs(text, markup, LETTERS).map(({ runs, marker }) => {
    const line = runs.map((run) => run.text).join('');
    return marker === null ? line : `${marker} ${line}`;
  });
}

function lettersIn(html: string, word: string) {
  const runs = richParagraphs(html, 'html', LETTERS).flatMap((paragraph) => paragraph.runs);
  return runs.find((run) => run.text.includes(word))?.letters;
}

describe('rich text', () => {
  it.each([
    ['<b>x</b>', { bold: true }],
    ['<strong>x</strong>', { bold: true }],
    ['<em>x</em>', { italic: true }],
    ['<u>x</u>', { underline: true }],
    ['<strike>x</strike>', { strikeout: true }],
    ['<sub>x</sub>', { size: 6.5 }],
    ['<font color="red" size="5">x</font>', { size: 15, color: { red: 1, green: 0, blue: 0, alpha: 1 } }],
    ['<font size="14">x</font>', { size: 14 }],
    [
      '<span style="color:#00f; font-size: 200%">x</span>',
      { size: 20, color: { red: 0, green: 0, blue: 1, alpha: 1 } },
    ],
    ['<h1>x</h1>', { bold: true, size: 16 }],
    ['<a href="https://example.com">x</a>', { link: 'https://example.com', underline: true }],
    ['<a href="javascript:alert(1)">x</a>', { link: null, underline: false }],
    ['<b><i>x</b></i>', { bold: true, italic: true }],
    ['<unknown onclick="x">x</unknown>', { bold: false }],
  ])('reads %s', (html, expected) => {
    expect(lettersIn(html, 'x')).toMatchObject(expected);
  });

  it('makes paragraphs, lists and line breaks', () => {
    expect(
      textsOf('<p>one</p><p>two<br>three</p><ol start="4"><li>a<ul><li>b</li></ul></li><li>c</li></ol>'),
    ).toEqual(['one', 'two', 'three', '4. a', '• b', '5. c']);
  });

  it('breaks at line feeds only where no tag does', () => {
    expect(textsOf('one\r\n<b>two</b>')).toEqual(['one', 'two']);
    expect(textsOf('<p>one\n  two</p>')).toEqual(['one two']);
  });

  it('shows no script, style or unknown object', () => {
    expect(textsOf('a<script>alert("b")</script><style>b{}</style><svg><text>b</text></svg>c')).toEqual([
      'ac',
    ]);
    expect(textsOf('&lt;b&gt; &amp; &eacute;')).toEqual(['<b> & é']);
  });

  it('reads Markdown as the same', () => {
    expect(textsOf('# T\n\nsome **bold**\n\n- a\n- b\n\n<script>x</script>', 'markdown')).toEqual([
      'T',
      'some bold',
      '• a',
      '• b',
    ]);
  });

  it('is written so that it is read as the same again', () => {
    const html =
      '<h2>T &amp; "q"</h2><p>x<sup>2</sup> <a href="https://e.x/?a=b&c">l</a></p><ul><li><b>i</b> j</li></ul>';
    const before = richParagraphs(html, 'html', LETTERS);
    const after = richParagraphs(richSource(before), 'html', LETTERS);
    const looks = (paragraphs: typeof before) =>
      paragraphs.map(({ runs, indent, marker }) => ({ runs, indent, marker }));
    expect(looks(after)).toEqual(looks(before));
  });

  it.each([
    ['tags that never close', '<b>'.repeat(100_000) + 'x', 'html'],
    ['tags that close nothing', '</b>'.repeat(100_000) + 'x', 'html'],
    ['an endless attribute', `<b style="${'color:red;'.repeat(50_000)}">x</b>`, 'html'],
    ['an unfinished tag', 'x<b '.repeat(20_000), 'html'],
    ['nested quotes', '>'.repeat(20_000) + 'x', 'markdown'],
    ['unclosed emphasis', '*a **b '.repeat(10_000) + 'x', 'markdown'],
    ['brackets', '['.repeat(20_000) + 'x', 'markdown'],
  ] as const)('survives %s', (_what, text, markup) => {
    const started = process.cpuUsage();
    expect(textsOf(text, markup).join(' ')).toContain('x');
    // Microseconds of work, as a busy machine has a slow clock.
    expect(process.cpuUsage(started).user).toBeLessThan(10_000_000);
  });
});
