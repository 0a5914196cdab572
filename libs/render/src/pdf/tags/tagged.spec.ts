import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { column } from '../../testing/sample-dataset.js';
import { MemorySink } from '../../testing/memory-sink.js';
import { renderSample } from '../../testing/sample-input.js';
import { PdfDocument } from '../document/pdf-document.js';
import { DrawingResources } from '../draw/drawing-resources.js';
import { PdfPageDevice } from '../draw/pdf-page-device.js';
import { BLACK, frame, NO_BOX, placedText } from '../draw/testing/drawing.js';
import { pdfFormat } from '../pdf-format.js';

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

/** Structure of each page with the texts it leads to (`TR[TD:a TD:b]`), and texts that stand in neither tag nor artifact. */
async function readAloud(bytes: Buffer): Promise<{ pages: string[]; stray: string[] }> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  const stray: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const texts = new Map<string, string>();
    const open: string[] = [];
    for (const item of items) {
      if ('str' in item) {
        const at = open.at(-1) ?? '';
        if (at === '' && item.str.trim() !== '') stray.push(item.str);
        texts.set(at, (texts.get(at) ?? '') + item.str);
      } else if (item.type === 'endMarkedContent') open.pop();
      else open.push(item.id ?? 'artifact');
    }
    pages.push(said(await page.getStructTree(), texts));
  }
  return { pages, stray };
}

function said(node: Node, texts: ReadonlyMap<string, string>): string {
  if (node.type === 'content') return texts.get(node.id ?? '') ?? '';
  const children = (node.children ?? []).map((child) => said(child, texts));
  const isLeaf = (node.children ?? []).every((child) => child.type === 'content');
  const alt = node.alt === undefined ? '' : `(${node.alt})`;
  return isLeaf ? `${node.role}${alt}:${children.join('').trim()}` : `${node.role}[${children.join(' ')}]`;
}

const COLUMNS = [
  column('category', 'string', { label: 'Category' }),
  column('item', 'string', { label: 'Item' }),
  column('value', 'decimal', { label: 'Value', scale: 2, role: 'measure' }),
];

async function stock(count: number, tagged = true): Promise<Buffer> {
  const rows = Array.from({ length: count }, (_, index) => [
    'Dry',
    index === 1 ? null : `Item ${index}`,
    '1.00',
  ]);
  const sample = { columns: COLUMNS, rows, totals: { value: `${count}.00` } };
  const totals = [{ column: 'value', aggregate: 'sum' }] as const;
  const options = { group_by: ['category'], totals, pdf: { tagged, watermark: 'DRAFT' } };
  return (await renderSample(pdfFormat, sample, { options })).bytes;
}

describe('a tagged table', () => {
  it('is read as heading, paragraphs and a table of rows', async () => {
    const { pages, stray } = await readAloud(await stock(3));
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('P:Galley & Sons <Hotels> H1:Stock on hand P:All stores');
    expect(pages[0]).toMatch(/Table\[TR\[TH:Item TH:Value\] TR\[TD:Category: Dry\] TR\[TD:Item 0 TD:1.00\]/);
    expect(pages[0]).toMatch(/TR\[TD: TD:1.00\] TR\[TD:Item 2 TD:1.00\] TR\[TD:Subtotal.*TD:3.00\]/);
    expect(pages[0]).toMatch(/\] P:3 rows from 2 business units — complete P:Fingerprint: sha256:0123\]\]$/);
    expect(stray).toEqual([]);
  });

  it('goes on over pages as one table, each row once, labels and page numbers only where they are news', async () => {
    const bytes = await stock(150);
    const { pages, stray } = await readAloud(bytes);
    expect(pages.length).toBeGreaterThan(2);
    const read = pages.join();
    expect(read.match(/TD:Item \d+/g)).toHaveLength(149);
    expect(read.match(/TH:Item/g)).toHaveLength(1);
    expect(read).not.toMatch(/Page \d|DRAFT/);
    expect(stray).toEqual([]);
    const text = bytes.toString('latin1');
    expect(text.match(/\/S\/Table\//g)).toHaveLength(1);
    expect(text.match(/\/MarkInfo<<\/Marked true>>/g)).toHaveLength(1);
    expect(text.match(/\/Tabs\/S/g)).toHaveLength(pages.length);
  });

  it('is drawn as it is without tags', async () => {
    const texts = async (bytes: Buffer): Promise<unknown[]> => {
      const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
      const { items } = await (await document.getPage(2)).getTextContent();
      return items.flatMap((item) => ('str' in item && item.str !== '' ? [[item.str, item.transform]] : []));
    };
    const plain = await stock(100, false);
    expect(plain.toString('latin1')).not.toMatch(/StructTreeRoot|StructParents|MarkInfo/);
    expect(await texts(await stock(100))).toEqual(await texts(plain));
  });
});

describe('tagged pages', () => {
  it('say what is a picture, and are silent about lines', async () => {
    const sink = new MemorySink();
    const properties = { title: 'T', author: 'A', created: '2026-07-01T00:00:00Z', language: 'en' };
    const pdf = new PdfDocument(sink, properties, { isTagged: true });
    const device = new PdfPageDevice(new DrawingResources(pdf));
    device.beginPage({ width: 400, height: 300 }, null);
    device.draw(placedText('Dear reader', frame(10, 10, 200, 20)));
    device.draw({ kind: 'box', frame: frame(0, 0, 50, 50), box: NO_BOX, link: null });
    device.draw({
      kind: 'checkbox',
      frame: frame(10, 40, 10, 10),
      box: NO_BOX,
      link: null,
      checked: true,
      checked_symbol: 'check',
      unchecked_symbol: 'none',
      color: BLACK,
    });
    const place = device.reserve(placedText('?', frame(10, 60, 200, 20)));
    await device.endPage();
    device.resolve(place, placedText('of 7', frame(10, 60, 200, 20)));
    await pdf.finish();
    const { pages, stray } = await readAloud(sink.bytes);
    expect(pages).toEqual(['Root[Document[P:Dear reader Figure(☑): P:of 7]]']);
    expect(stray).toEqual([]);
  });
});
