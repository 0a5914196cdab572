import { randomBytes } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { SaxesParser } from 'saxes';
import { column, type SampleDataset } from '../../testing/sample-dataset.js';
import { renderSample, SAMPLE_DOCUMENT } from '../../testing/sample-input.js';
import { csvFormat } from '../../csv/csv-format.js';
import { jsonFormat } from '../../json/json-format.js';
import { pdfFormat } from '../pdf-format.js';
import { readPdf } from '../testing/read-pdf.js';

const SAMPLE: SampleDataset = {
  columns: [column('item', 'string', { label: 'Item' }), column('value', 'decimal', { scale: 2 })],
  rows: Array.from({ length: 300 }, (_, index) => [`ของ ${index}`, `${index}.25`]),
};

async function archived(archive: 'csv' | 'json', title = 'Stock <&> ไทย'): Promise<Buffer> {
  const run = { options: { pdf: { archive } }, document: { title } };
  return (await renderSample(pdfFormat, SAMPLE, run)).bytes;
}

/** An object's dictionary and, where it has one, its stream as it stands. */
function objectOf(bytes: Buffer, id: number): { dictionary: string; data: Buffer } {
  const text = bytes.toString('latin1');
  const start = text.indexOf(`\n${id} 0 obj\n`);
  const from = text.indexOf('stream\n', start) + 7;
  const dictionary = text.slice(start, text.indexOf('endobj', start));
  const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
  return { dictionary: dictionary.split('>>stream')[0] ?? '', data: bytes.subarray(from, from + length) };
}

/** The object that an entry of the catalog leads to. */
function fromCatalog(bytes: Buffer, entry: RegExp): { dictionary: string; data: Buffer } {
  const catalog = /<<\/Type\/Catalog.*$/m.exec(bytes.toString('latin1'))?.[0] ?? '';
  return objectOf(bytes, Number(entry.exec(catalog)?.[1]));
}

/** Texts of an XMP packet by the nearest name that says something. */
function propertiesOf(xmp: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const path: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ name }) => path.push(name));
  parser.on('closetag', () => path.pop());
  parser.on('text', (text) => {
    const name = path.findLast((one) => !one.startsWith('rdf:'));
    if (name && text.trim() !== '') found.set(name, text);
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xmp).close();
  return found;
}

describe('a PDF for the archive', () => {
  it('says in XMP that it is PDF/A-3b, and otherwise what its information says', async () => {
    const bytes = await archived('csv');
    const { info } = await readPdf(bytes);
    const xmp = fromCatalog(bytes, /\/Metadata (\d+)/);
    expect(xmp.dictionary).not.toContain('/Filter');
    expect(Object.fromEntries(propertiesOf(xmp.data.toString('utf8')))).toEqual({
      'dc:format': 'application/pdf',
      'dc:title': info['Title'],
      'dc:creator': info['Author'],
      'dc:description': info['Subject'],
      'pdf:Keywords': info['Keywords'],
      'pdf:Producer': info['Producer'],
      'xmp:CreatorTool': info['Creator'],
      'xmp:CreateDate': '2026-07-01T00:00:00Z',
      'xmp:ModifyDate': '2026-07-01T00:00:00Z',
      'pdfaid:part': '3',
      'pdfaid:conformance': 'B',
    });
    expect(info).toMatchObject({
      Title: 'Stock <&> ไทย',
      Keywords: 'stock version 3',
      CreationDate: 'D:20260701000000Z',
    });
  });

  it('brings a profile of sRGB as its output intent', async () => {
    const bytes = await archived('csv');
    const intent = /\/OutputIntents\[<<.*?\/S\/GTS_PDFA1.*?\/DestOutputProfile (\d+) 0 R/.exec(
      bytes.toString('latin1'),
    );
    const { dictionary, data } = objectOf(bytes, Number(intent?.[1]));
    expect(dictionary).toContain('/N 3');
    const profile = inflateSync(data);
    expect(profile.readUInt32BE(0)).toBe(profile.length);
    expect(profile.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ');
    expect(profile.toString('latin1', 36, 40)).toBe('acsp');
    const tags = Array.from({ length: profile.readUInt32BE(128) }, (_, index) => 132 + index * 12);
    for (const tag of tags) {
      const [at, length] = [profile.readUInt32BE(tag + 4), profile.readUInt32BE(tag + 8)];
      expect(at % 4).toBe(0);
      expect(at + length).toBeLessThanOrEqual(profile.length);
    }
  });

  it.each([
    ['csv', csvFormat, 'text#2Fcsv'],
    ['json', jsonFormat, 'application#2Fjson'],
  ] as const)('carries its dataset as the %s that is made of it', async (archive, format, type) => {
    const bytes = await archived(archive, SAMPLE_DOCUMENT.title);
    const specification = fromCatalog(bytes, /\/AF\[(\d+)/);
    expect(specification.dictionary).toContain('/AFRelationship/Data');
    const id = /\/EF<<\/F (\d+) 0 R\/UF \1 0 R>>/.exec(specification.dictionary)?.[1];
    const { dictionary, data } = objectOf(bytes, Number(id));
    const content = inflateSync(data);
    expect(dictionary).toContain(`/Subtype/${type}/`);
    expect(dictionary).toContain(`/Size ${content.length}/`);
    expect(content).toEqual((await renderSample(format, SAMPLE)).bytes);
  });

  it('is the same at each time, and has nothing that ends its life', async () => {
    const bytes = await archived('json');
    expect(await archived('json')).toEqual(bytes);
    const text = bytes.toString('latin1');
    expect(text).not.toMatch(/\/(Encrypt|JavaScript|JS|Launch|DeviceCMYK|LZWDecode)\b/);
    const fonts = text.match(/\/FontDescriptor\/FontName/g)?.length;
    expect(text.match(/\/FontFile2 \d+ 0 R/g)).toHaveLength(fonts ?? -1);
  });

  it('refuses a dataset that is too large to travel along', async () => {
    const rows = Array.from({ length: 90 }, () => [randomBytes(400_000).toString('hex'), '1.00']);
    const run = { options: { pdf: { archive: 'csv' } } } as const;
    await expect(renderSample(pdfFormat, { ...SAMPLE, rows }, run)).rejects.toMatchObject({
      code: 'attachment-too-large',
    });
  });
});
