import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { column } from '../../testing/sample-dataset.js';
import { renderSample } from '../../testing/sample-input.js';
import type { PdfOptions } from '../../contract.js';
import { pdfFormat } from '../pdf-format.js';
import { mapStrings } from './map-strings.js';

const SAMPLE = { columns: [column('item', 'string')], rows: [['Confidential rice']] };

async function locked(pdf: PdfOptions): Promise<Buffer> {
  return (await renderSample(pdfFormat, SAMPLE, { options: { pdf } })).bytes;
}

async function opened(bytes: Buffer, password: string) {
  return getDocument({ data: new Uint8Array(bytes), password, verbosity: 0 }).promise;
}

describe('a PDF with a password', () => {
  it('opens with it, whatever its script, and says what it says without', async () => {
    const document = await opened(await locked({ password: 'sesåme ไทย' }), 'sesåme ไทย');
    const { items } = await (await document.getPage(1)).getTextContent();
    const texts = items.map((item) => ('str' in item ? item.str : ''));
    expect(texts).toContain('Confidential rice');
    const { info, metadata } = await document.getMetadata();
    expect(info).toMatchObject({ Title: 'Stock on hand', Author: 'Galley & Sons <Hotels>' });
    expect(metadata.get('dc:title')).toBe('Stock on hand');
  });

  it('opens with no other', async () => {
    const bytes = await locked({ password: 'right' });
    await expect(opened(bytes, 'wrong')).rejects.toThrow(/password/i);
    await expect(opened(bytes, '')).rejects.toThrow(/password/i);
  });

  it('lets its reader print and copy, not change', async () => {
    const document = await opened(await locked({ password: 'right' }), 'right');
    expect((await document.getPermissions())?.sort((a, b) => a - b)).toEqual([4, 16, 512, 2048]);
  });

  it('hides titles and metadata too, and never encrypts twice alike', async () => {
    const bytes = await locked({ password: 'right' });
    const text = bytes.toString('latin1');
    expect(text).not.toContain(Buffer.from('Stock', 'utf16le').swap16().toString('hex').toUpperCase());
    expect(text).not.toMatch(/Stock|xmpmeta|Galley/);
    expect(await locked({ password: 'right' })).not.toEqual(bytes);
  });

  it('is not for the archive', async () => {
    await expect(locked({ password: 'x', archive: 'csv' })).rejects.toMatchObject({
      code: 'archive-with-password',
    });
  });
});

describe('strings of a PDF object', () => {
  it('are found among dictionaries, names and references', () => {
    const seen: string[] = [];
    const body = '<</A<4142>/B(a\\(b\\)c)/C<</D[(x)<>]>>/E 1 0 R>>';
    const mapped = mapStrings(body, (bytes) => {
      seen.push(bytes.toString('latin1'));
      return Buffer.from('!');
    });
    expect(seen).toEqual(['AB', 'a(b)c', 'x', '']);
    expect(mapped).toBe('<</A<21>/B<21>/C<</D[<21><21>]>>/E 1 0 R>>');
  });
});
