import type { RenderInput } from '../../contract.js';
import { COMPOSED, composedInput, type ComposedRun, renderComposed } from '../../testing/composed-sample.js';
import { MemorySink } from '../../testing/memory-sink.js';
import { column, type SampleDataset } from '../../testing/sample-dataset.js';
import { samplePng } from '../draw/testing/pictures.js';
import { pdfFormat } from '../pdf-format.js';
import { linesOf, type PlacedText, type ReadPdf, readPdf } from '../testing/read-pdf.js';

async function pdfOf(run?: ComposedRun): Promise<ReadPdf> {
  return readPdf(await renderComposed(pdfFormat, run));
}

/** A document of these sections. */
function composed(...sections: unknown[]): ComposedRun['content'] {
  return { title: 'Report', sections };
}

function textOf(page: readonly PlacedText[] | undefined): string {
  return linesOf(page ?? []).join('\n');
}

/** Where a text begins and ends on the first page that has it. */
function placeOf({ pages }: ReadPdf, text: string): { page: number; left: number; right: number; y: number } {
  const page = pages.findIndex((items) => items.some((item) => item.text.includes(text)));
  const item = pages[page]?.find((one) => one.text.includes(text));
  if (!item) throw new Error(`no page says ${text}`);
  return { page, left: item.x, right: item.x + item.width, y: item.y };
}

const MIDDLE = 595.28 / 2;

/** Rows of one text column. */
function texts(bodies: readonly string[]): SampleDataset {
  return { columns: [column('body', 'string')], rows: bodies.map((body) => [body]) };
}

describe('a document of several parts', () => {
  it('begins with a cover over the first row of its dataset, without running head or foot', async () => {
    const [cover, next] = (await pdfOf()).pages;
    const said = textOf(cover);
    for (const one of ['Annual report 2026', 'Northern coast region', 'DRAFT', 'Period']) {
      expect(said).toContain(one);
    }
    expect(said).not.toContain('Nothing');
    expect(said).not.toMatch(/Page 1/);
    expect(textOf(next)).toMatch(/Annual report 2026.*\nContents[^]*Page 2 of \d/);
  });

  it.each([12, 17, 18, 19, 20, 40])('the title gives way before one of %i facts does', async (count) => {
    const facts = Array.from({ length: count }, (_, at) => ({ label: `Fact ${at + 1}`, value: 'Said' }));
    const { pages } = await pdfOf({ content: composed({ kind: 'cover', facts }) });
    expect(pages).toHaveLength(count < 40 ? 1 : 2);
  });

  it('lists the sections with the pages they begin on, and leads there', async () => {
    const { pages, links, places, outline } = await pdfOf();
    const titles = ['Summary', 'Progress', 'Budget', 'Annexes'];
    const entries = linesOf(pages[1] ?? []).flatMap((line) => {
      const [, title, page] = /^(\w+) (\d+)$/.exec(line) ?? [];
      return title === undefined ? [] : [{ title, page: Number(page) }];
    });
    expect(entries.map(({ title }) => title)).toEqual(titles);
    expect(outline).toEqual(['Annual report 2026', 'Contents', ...titles]);
    expect(links[1]).toHaveLength(titles.length);
    for (const [at, { title, page }] of entries.entries()) {
      expect(textOf(pages[page - 1]).split('\n')).toContain(title);
      expect(places.get(links[1]?.[at]?.target ?? '')).toBe(page - 1);
    }
  });

  it('lists pages that come before it as well', async () => {
    const text = { kind: 'text', title: 'Foreword', paragraphs: 'Hello.' };
    const { pages } = await pdfOf({ content: composed(text, { kind: 'contents' }) });
    expect(textOf(pages[1])).toContain('Foreword 1');
  });

  it('lets sections follow each other on a page where they may and have room', async () => {
    const text = (title: string, page_break: boolean): unknown => ({
      kind: 'text',
      title,
      paragraphs: `About ${title}.`,
      page_break,
    });
    const together = await pdfOf({
      content: composed(text('One', true), text('Two', false), { dataset: 'empty', page_break: false }),
    });
    expect(together.pages).toHaveLength(1);
    expect(textOf(together.pages[0])).toMatch(/One[^]*About One[^]*Two[^]*About Two[^]*No rows match/);
    const apart = await pdfOf({ content: composed(text('One', true), text('Two', true)) });
    expect(apart.pages).toHaveLength(2);
  });

  it('takes a title to the next page rather than leave it alone at the foot of one', async () => {
    const filled = { kind: 'text', title: 'One', paragraphs: Array(15).fill('A line.\n\nAnother.') };
    const chart = { kind: 'bar', x: 'status', y: 'actual', height: '90mm' };
    const table = { title: 'Two', dataset: 'progress', charts: [chart], page_break: false };
    const read = await pdfOf({ content: composed(filled, table) });
    expect(placeOf(read, 'Two').page).toBe(placeOf(read, 'WASH-1').page);
    expect(placeOf(read, 'Two').page).toBe(1);
    expect(linesOf(read.pages[1] ?? [])).not.toContain('Another.');
  });

  it('says that there are no rows, or no text', async () => {
    const { pages } = await pdfOf({
      content: composed(
        { title: 'Budget', dataset: 'empty' },
        { kind: 'text', title: 'Story', dataset: 'stories', paragraphs: '[body]' },
      ),
      datasets: { stories: texts([]) },
    });
    expect(textOf(pages[0])).toMatch(/Budget[^]*No rows match/);
    expect(textOf(pages[1])).toMatch(/Story\nNo data/);
  });

  it('sets text over many pages, two lines of a paragraph together at least', async () => {
    const words = 'of what was seen in the villages and along the road to the coast ';
    const bodies = Array.from({ length: 120 }, (_, at) => `Begin${at} ${words.repeat(3 + (at % 5))}End${at}`);
    const { pages } = await pdfOf({
      content: composed({ kind: 'text', dataset: 'stories', paragraphs: '[body]' }),
      datasets: { stories: texts(bodies) },
    });
    expect(pages.length).toBeGreaterThan(8);
    const all = pages.map((page) => linesOf(page).slice(1, -1));
    const said = all.flat().join(' ');
    for (const at of [0, 60, 119]) expect(said).toContain(`Begin${at} `);
    for (const lines of all) {
      expect(lines[0]).not.toMatch(/End\d+$/);
      expect(lines.at(-1)).not.toMatch(/^Begin/);
    }
  });

  it('prints headings, lists and links of the Markdown in a row', async () => {
    const body =
      '## Heading\n\nSome **bold** words.\n\n- [Galley](https://galley.example)\n- two\n\n  and more';
    const { pages, links } = await pdfOf({
      content: composed({ kind: 'text', dataset: 'stories', heading: '[body]x', paragraphs: '[body]' }),
      datasets: { stories: texts([body]) },
    });
    expect(textOf(pages[0])).toMatch(/Heading\nSome bold words\.\n• Galley\n• two\n(• )?and more/);
    expect(links[0]?.some(({ target }) => target.startsWith('https://galley.example'))).toBe(true);
  });

  it('keeps what is missing in sight whatever is said of what is complete', async () => {
    const table = (closing: string): unknown => composed({ dataset: 'rows', closing, page_break: false });
    const part = { ...texts(['a']), summary: { truncated: true } };
    const whole = { rows: texts(['a']) };
    const lines = async (closing: string, datasets: ComposedRun['datasets']): Promise<string> =>
      textOf((await pdfOf({ content: table(closing), datasets })).pages[0]);
    expect(await lines('none', whole)).not.toMatch(/complete|Fingerprint/i);
    expect(await lines('brief', whole)).toMatch(/1 row from 2 business units — complete · Fingerprint/);
    expect(await lines('none', { rows: part })).toMatch(/incomplete/i);
  });

  it('lets cells run over as many lines as it is told', async () => {
    const words = 'seen in the villages '.repeat(60);
    const rows = { ...texts([`${words}END`]), columns: [column('body', 'string', { label: 'Story' })] };
    const ends = async (max_lines: number): Promise<boolean> => {
      const content = composed({ dataset: 'rows', columns: [{ field: 'body', width: 300 }], max_lines });
      return textOf((await pdfOf({ content, datasets: { rows } })).pages[0]).includes('END');
    };
    expect(await ends(30)).toBe(true);
    expect(await ends(3)).toBe(false);
  });

  it('shows the picture it names, else that of the organization', async () => {
    const assets = new Map([
      ['emblem', samplePng(3, {}, [3, 1])],
      ['logo', samplePng(3, {}, [5, 1])],
    ]);
    const withLogo = async (logo?: string): Promise<boolean[]> => {
      const content = composed({ kind: 'cover', ...(logo && { logo }) });
      const bytes = (await renderComposed(pdfFormat, { content, assets })).toString('latin1');
      return [3, 5].map((width) => bytes.includes(`/Width ${width}/Height 1`));
    };
    expect(await withLogo('emblem')).toEqual([true, false]);
    expect(await withLogo()).toEqual([false, true]);
  });

  it('leads to its own sections where several documents are one file', async () => {
    const sink = new MemorySink();
    const content = composed(
      { kind: 'contents' },
      { kind: 'text', title: 'Story', paragraphs: 'Once.', page_break: true },
    );
    async function* inputs(): AsyncGenerator<RenderInput> {
      for (let at = 0; at < 2; at++) yield composedInput({ content });
    }
    await pdfFormat.renderAll?.(inputs(), sink);
    const { links, places } = await readPdf(sink.bytes);
    const pages = links.map((page) => page.map(({ target }) => places.get(target)));
    expect(pages).toEqual([[1], [], [3], []]);
  });

  it('breaks a paragraph longer than a page where its lines end', async () => {
    const body = Array.from({ length: 2400 }, (_, at) => `word${at}`).join(' ');
    const { pages } = await pdfOf({
      content: composed({ kind: 'text', dataset: 'stories', paragraphs: '[body]' }),
      datasets: { stories: texts([body]) },
    });
    const lines = pages.flatMap((page) => linesOf(page).slice(1, -1));
    expect(pages.length).toBeGreaterThan(2);
    expect(lines.join(' ')).toContain(body);
  });

  it('gives the same bytes for the same document, tagged or not', async () => {
    for (const tagged of [false, true]) {
      const [one, two] = [
        await renderComposed(pdfFormat, { pdf: { tagged } }),
        await renderComposed(pdfFormat, { pdf: { tagged } }),
      ];
      expect(one.equals(two)).toBe(true);
    }
  });
});

describe('a document that runs from the right', () => {
  it('mirrors cover, contents, tables and running texts where the language asks for it', async () => {
    const read = await pdfOf({ locale: 'ar' });
    expect(placeOf(read, 'DRAFT').right).toBeLessThan(MIDDLE);
    const contents = read.pages[1] ?? [];
    const number = contents.find(({ text }) => text === '3');
    expect(number?.x).toBeLessThan(60);
    expect(placeOf(read, 'Galley & Sons').left).toBeGreaterThan(MIDDLE);
    expect(placeOf(read, 'Code').left).toBeGreaterThan(placeOf(read, 'Explanation').left);
  });

  it.each([
    ['ltr', 'ar', true],
    ['rtl', 'en', false],
  ] as const)('runs as the layout says: %s in %s', async (direction, locale, isLtr) => {
    const content = { ...COMPOSED, direction };
    const read = await pdfOf({ locale, content });
    const foot = read.pages[1]?.find(({ text, y }) => text.includes('Galley') && y < 60);
    expect((foot?.x ?? 0) < MIDDLE).toBe(isLtr);
    expect(placeOf(read, 'Code').left < placeOf(read, 'Explanation').left).toBe(isLtr);
  });

  it('writes the numbers of pages in the digits of its locale, wherever they stand', async () => {
    const text = { kind: 'text', title: 'x', paragraphs: 'y' };
    const content = { sections: [{ kind: 'contents' }, text], header: '[Page] / [TotalPages]' };
    const { pages } = await pdfOf({ locale: 'ar-EG', content });
    expect(textOf(pages[0])).toMatch(/١ \/ ٢[^]*x ٢/);
  });

  it('ends a sentence at the left, though its last line has no Arabic letter', async () => {
    const body = `${'كلمة '.repeat(19)}بنسبة ${'x'.repeat(60)} 97.5!`;
    const { pages } = await pdfOf({
      locale: 'ar',
      content: composed({ kind: 'text', dataset: 'stories', paragraphs: '[body]' }),
      datasets: { stories: texts([body]) },
    });
    const items = pages[0] ?? [];
    const figure = items.find(({ text }) => text.includes('97.5'));
    const mark = items.find(({ text, y }) => text.includes('!') && y === figure?.y);
    expect(mark?.x).toBeLessThan(figure?.x ?? 0);
  });
});
