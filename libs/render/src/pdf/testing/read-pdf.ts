import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PlacedText {
  readonly text: string;
  /** Points from the lower left corner of the page to the text's baseline. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface ReadPdf {
  readonly pages: readonly (readonly PlacedText[])[];
  readonly sizes: readonly (readonly [width: number, height: number])[];
  readonly info: Readonly<Record<string, unknown>>;
  readonly outline: readonly string[];
}

/** Reads a PDF with pdf.js: what a reader's viewer finds when it searches and copies. */
export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false })
    .promise;
  const pages: PlacedText[][] = [];
  const sizes: [number, number][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    sizes.push([width, height]);
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [, , , , x, y] = item.transform as number[];
      return [{ text: item.str, x: x ?? 0, y: y ?? 0, width: item.width }];
    });
    pages.push(texts);
  }
  const { info } = await document.getMetadata();
  const outline = (await document.getOutline()) as { title: string }[] | null;
  await document.destroy();
  return { pages, sizes, info: { ...info }, outline: (outline ?? []).map((entry) => entry.title) };
}

/** The texts of a page line by line, from the top, each line in the order in which it is copied out. */
export function linesOf(page: readonly PlacedText[]): string[] {
  const lines = new Map<number, PlacedText[]>();
  for (const item of page) {
    const y = Math.round(item.y);
    lines.set(y, [...(lines.get(y) ?? []), item]);
  }
  return [...lines].sort(([a], [b]) => b - a).map(([, items]) => joinPieces(items));
}

/** Pieces that touch (a change of font) are one word. */
function joinPieces(items: readonly PlacedText[]): string {
  let line = '';
  let end = -Infinity;
  for (const item of items) {
    line += (line !== '' && Math.abs(item.x - end) > 1 ? ' ' : '') + item.text;
    end = item.x + item.width;
  }
  return line.replace(/\s+/g, ' ').trim();
}
