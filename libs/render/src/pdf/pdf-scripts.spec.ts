import { column } from '../testing/sample-dataset.js';
import { renderSample } from '../testing/sample-input.js';
import { FONT, frame, memoryDevice, placedText } from './draw/testing/drawing.js';
import { pdfFormat } from './pdf-format.js';
import { readPdf } from './testing/read-pdf.js';
import { SCRIPTS } from './testing/scripts.js';

/** A page of texts one below the other, in both weights and three alignments. */
async function textsDrawn(paragraphs: readonly string[], language: string): Promise<string> {
  const { device, finish } = memoryDevice(language);
  device.beginPage({ width: 260, height: 1600 }, null);
  let y = 0;
  for (const align of ['left', 'center', 'right'] as const) {
    for (const bold of [false, true]) {
      for (const text of paragraphs) {
        device.draw(placedText(text, frame(10, y, 240, 84), { align, font: { ...FONT, bold } }));
        y += 84;
      }
    }
  }
  await device.endPage();
  return everything(await finish());
}

async function everything(bytes: Buffer): Promise<string> {
  const { pages } = await readPdf(bytes);
  return pages.flatMap((page) => page.map(({ text }) => text)).join('');
}

function count(text: string, part: string): number {
  return plain(text).split(plain(part)).length - 1;
}

/**
 * Spaces are the reader's guess. pdf.js sets a mark at the end of an Arabic word before the word, wherever the file has it
 * (it asks only whether the character is a mark), so that Arabic marks are compared by poppler, by hand.
 */
function plain(text: string): string {
  return text.replace(/[\s\u064b-\u0652]/g, '');
}

describe('text of every script', () => {
  it.each(SCRIPTS)('is copied out of texts as it was written: %s', async (_name, language, paragraphs) => {
    const drawn = await textsDrawn(paragraphs, language);
    for (const text of paragraphs) expect([text, count(drawn, text)]).toEqual([text, 6]);
  });

  it.each(SCRIPTS)('is copied out of cells as it was written: %s', async (_name, locale, paragraphs) => {
    const columns = [column('a', 'string'), column('b', 'string')];
    const rows = paragraphs.map((text) => [text, null]);
    const { bytes } = await renderSample(pdfFormat, { columns, rows }, { document: { locale } });
    const drawn = await everything(bytes);
    for (const text of paragraphs) expect([text, count(drawn, text)]).toEqual([text, 1]);
  });

  it('has Han characters in the forms of its language, else of the script among them', async () => {
    const fontsOf = async (text: string, locale: string): Promise<string[]> => {
      const sample = { columns: [column('a', 'string')], rows: [[text]] };
      const { bytes } = await renderSample(pdfFormat, sample, { document: { locale } });
      return [...new Set(bytes.toString('latin1').match(/NotoSans(?:SC|JP|KR)/g))];
    };
    expect(await fontsOf('直角', 'ja')).toEqual(['NotoSansJP']);
    expect(await fontsOf('直角', 'ko-KR')).toEqual(['NotoSansKR']);
    expect(await fontsOf('直角', 'en')).toEqual(['NotoSansSC']);
    expect(await fontsOf('直角の定規', 'en')).toEqual(['NotoSansJP']);
    expect(await fontsOf('직각(直角)', 'th')).toEqual(['NotoSansKR']);
    expect(await fontsOf('plain', 'ja')).toEqual([]);
  });
});
