import { DatasetStreamError, type DatasetStream } from '@galley/dataset';
import { type Layout, readLayout } from '@galley/layout';
import type { RenderInput } from '../contract.js';
import { RenderError } from '../render-error.js';
import { MemorySink } from '../testing/memory-sink.js';
import { column, openSample, type SampleDataset } from '../testing/sample-dataset.js';
import { SAMPLE_DOCUMENT } from '../testing/sample-input.js';
import { pdfFormat } from './pdf-format.js';
import { linesOf, readPdf } from './testing/read-pdf.js';

const HINTS = { signature_config: null, orientation: 'auto', locale: 'en' } as const;

const FOOTER =
  '<PageFooterBand Name="Foot" Width="700" Height="20"><TextObject Name="F" Width="300" Height="18" Text="p [Page#] of [TotalPages#]"/></PageFooterBand>';

/** A list of orders, with the name of the company from a dataset of its own. */
function listOf(text: string, title = 'Orders'): Layout {
  const content =
    '<Report><Dictionary>' +
    '<TableDataSource Name="Orders"><Column Name="id" DataType="System.Int32"/><Column Name="item" DataType="System.String"/></TableDataSource>' +
    '<TableDataSource Name="Company"><Column Name="name" DataType="System.String"/></TableDataSource>' +
    '</Dictionary><ReportPage Name="Page1">' +
    `<ReportTitleBand Name="Title" Width="700" Height="30"><TextObject Name="T" Width="400" Height="28" Text="${title}" Bookmark="&quot;top&quot;"/></ReportTitleBand>` +
    `<DataBand Name="Data" Width="700" Height="20" DataSource="Orders"><TextObject Name="D" Width="400" Height="18" Text="${text}" Hyperlink.Kind="Bookmark" Hyperlink.Value="top"/></DataBand>` +
    `${FOOTER}</ReportPage></Report>`;
  return readLayout(content, HINTS);
}

function orders(count: number, more: Partial<SampleDataset> = {}): SampleDataset {
  const rows = Array.from({ length: count }, (_, index) => [String(index + 1), `item ${index + 1}`]);
  return { columns: [column('id', 'integer'), column('item', 'string')], rows, ...more };
}

const COMPANY: SampleDataset = { columns: [column('name', 'string')], rows: [['Fjord & Sønn']] };

async function inputOf(
  layout: Layout,
  sample: SampleDataset,
  more: Partial<RenderInput> = {},
): Promise<RenderInput> {
  return {
    dataset: await openSample(sample),
    document: SAMPLE_DOCUMENT,
    options: { group_by: [], totals: [], include_summary: true, csv: {} },
    layout,
    ...more,
  };
}

async function render(input: RenderInput, sink = new MemorySink()) {
  const result = await pdfFormat.render(input, sink);
  return { ...result, bytes: sink.bytes, pdf: await readPdf(sink.bytes) };
}

async function renderAll(inputs: readonly RenderInput[]) {
  const sink = new MemorySink();
  async function* each(): AsyncGenerator<RenderInput> {
    yield* inputs;
  }
  const result = await pdfFormat.renderAll!(each(), sink);
  return { ...result, pdf: await readPdf(sink.bytes) };
}

const ROW = '[Orders.id]: [Orders.item]';

describe('a page layout as PDF', () => {
  it('prints every row once and says how many pages there are', async () => {
    const { rows, pages, pdf } = await render(await inputOf(listOf(ROW), orders(120)));
    expect(rows).toBe(120);
    expect(pages).toBe(pdf.pages.length);
    expect(pages).toBeGreaterThan(1);
    const lines = pdf.pages.map(linesOf);
    expect(lines.flat().filter((line) => /^\d+: item/.test(line))).toEqual(
      Array.from({ length: 120 }, (_, index) => `${index + 1}: item ${index + 1}`),
    );
    lines.forEach((page, index) => expect(page.at(-1)).toBe(`p ${index + 1} of ${pages}`));
    expect(pdf.places.get('top')).toBe(0);
    expect(pdf.links[1]![0]!.target).toBe('top');
  });

  it('gives the same bytes to a slow sink', async () => {
    const fast = await render(await inputOf(listOf(ROW), orders(200)));
    const slow = await render(
      await inputOf(listOf(ROW), orders(200, { chunkSizes: [7, 100] })),
      new MemorySink(true),
    );
    expect(slow.bytes.equals(fast.bytes)).toBe(true);
  });

  it.each([
    ['the layout reads', listOf(ROW)],
    [
      'the layout does not read',
      readLayout(`<Report><ReportPage Name="P">${FOOTER}</ReportPage></Report>`, HINTS),
    ],
  ])('fails on a cut dataset that %s', async (_what, layout) => {
    await expect(render(await inputOf(layout, orders(500, { cut: 300 })))).rejects.toThrow(
      DatasetStreamError,
    );
  });

  it('fails when the database added up other rows', async () => {
    const input = await inputOf(listOf(ROW), orders(10, { totals: { id: 56 } }));
    const options = { ...input.options, totals: [{ column: 'id', aggregate: 'sum' }] as const };
    await expect(render({ ...input, options })).rejects.toThrow('total "id"');
  });

  it('reads a named dataset once, to its end', async () => {
    const asked: string[] = [];
    const openDataset = async (name: string): Promise<DatasetStream | null> => {
      asked.push(name);
      return name === 'Company' ? openSample(COMPANY) : null;
    };
    const { pdf } = await render(await inputOf(listOf(ROW, '[Company.name]'), orders(3), { openDataset }));
    expect(linesOf(pdf.pages[0]!)[0]).toBe('Fjord & Sønn');
    expect(asked.filter((name) => name === 'Company')).toHaveLength(1);
    const cut = { openDataset: () => openSample({ ...COMPANY, cut: 10 }) };
    const input = await inputOf(listOf('x', '[Company.name]'), orders(3), cut);
    await expect(render(input)).rejects.toThrow(DatasetStreamError);
  });

  it('tells in words what a layout lacks', async () => {
    const content =
      '<Report><ReportPage Name="P"><DataBand Name="A" Width="700" Height="20" DataSource="First"/>' +
      '<DataBand Name="B" Width="700" Height="20" DataSource="Second"/></ReportPage></Report>';
    const failure = render(await inputOf(readLayout(content, HINTS), orders(1)));
    await expect(failure).rejects.toThrow(RenderError);
    await expect(failure).rejects.toMatchObject({ code: 'layout-data-missing' });
  });

  it('follows a table in the same document, whose pages are counted on', async () => {
    const table = readLayout('', HINTS);
    const pages = readLayout(
      `<Report><ReportPage Name="P"><ReportTitleBand Name="T" Width="700" Height="30"><TextObject Name="X" Width="300" Height="20" Text="Annex"/></ReportTitleBand>${FOOTER}</ReportPage></Report>`,
      HINTS,
    );
    const layout = { ...pages, sections: [...table.sections, ...pages.sections] };
    const { pdf, rows } = await render(await inputOf(layout, orders(5)));
    expect(rows).toBe(5);
    expect(pdf.pages).toHaveLength(2);
    expect(linesOf(pdf.pages[0]!).join('\n')).toContain('Page 1 of 2');
    expect(linesOf(pdf.pages[1]!)).toEqual(['Annex', 'p 2 of 2']);
  });

  it('bears the watermark of the run on tables too', async () => {
    const input = await inputOf(readLayout('', HINTS), orders(2));
    const options = { ...input.options, pdf: { watermark: 'สำเนา COPY' } };
    const { pdf } = await render({ ...input, options });
    expect(pdf.pages[0]!.map((item) => item.text).join('')).toContain('COPY');
  });
});

describe('groups over rows that the database could not sort', () => {
  it('are formed here, each once', async () => {
    const layout = readLayout(
      '<Report><Dictionary><TableDataSource Name="Orders"><Column Name="id" DataType="System.Int32"/><Column Name="item" DataType="System.String"/></TableDataSource></Dictionary>' +
        '<ReportPage Name="Page1"><GroupHeaderBand Name="G" Width="700" Height="20" Condition="[Orders.item].Substring(0,1)">' +
        '<TextObject Name="H" Width="300" Height="18" Text="group [[Orders.item].Substring(0,1)]"/>' +
        '<DataBand Name="Data" Width="700" Height="20" DataSource="Orders"/></GroupHeaderBand></ReportPage></Report>',
      HINTS,
    );
    const rows = ['apple', 'bread', 'almond', 'beans'].map((item, at) => [String(at), item]);
    const { bytes } = await render(await inputOf(layout, { ...orders(0), rows }));
    const lines = (await readPdf(bytes)).pages.flatMap(linesOf);
    expect(lines.filter((line) => line.startsWith('group'))).toEqual(['group a', 'group b']);
  });
});

describe('several documents in one PDF', () => {
  it('numbers the pages of each from 1 and leads to each by its title', async () => {
    const named = (title: string, count: number): Promise<RenderInput> =>
      inputOf(listOf(ROW), orders(count), { document: { ...SAMPLE_DOCUMENT, title } });
    const { rows, pages, pdf } = await renderAll([await named('PO-1', 100), await named('PO-2', 2)]);
    expect(rows).toBe(102);
    expect(pages).toBe(pdf.pages.length);
    const feet = pdf.pages.map((page) => linesOf(page).at(-1));
    expect(feet).toEqual([
      ...feet.slice(0, -1).map((_, at) => `p ${at + 1} of ${feet.length - 1}`),
      'p 1 of 1',
    ]);
    expect(pdf.outlineTree).toEqual(['PO-1', 'PO-2']);
    expect([...pdf.places]).toEqual([
      ['1/top', 0],
      ['2/top', feet.length - 1],
    ]);
    expect(pdf.links.at(-1)![0]!.target).toBe('2/top');
  });

  it('counts the pages of tables apart', async () => {
    const auto = readLayout('', HINTS);
    const { pdf } = await renderAll([await inputOf(auto, orders(100)), await inputOf(auto, orders(2))]);
    const text = pdf.pages.map((page) => linesOf(page).join('\n'));
    expect(text[0]).toContain(`Page 1 of ${pdf.pages.length - 1}`);
    expect(text.at(-1)).toContain('Page 1 of 1');
    expect(pdf.outline).toEqual([]);
  });

  it('is an error without a document', async () => {
    await expect(renderAll([])).rejects.toMatchObject({ code: 'nothing-to-print' });
  });
});
