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
  /** Titles of the first level. */
  readonly outline: readonly string[];
  /** Titles with those below them, indented by two spaces a level. */
  readonly outlineTree: readonly string[];
  /** Links of each page: an address, or the place they lead to. */
  readonly links: readonly (readonly PlacedLink[])[];
  /** Names of places, and the page each is on, from 0. */
  readonly places: ReadonlyMap<string, number>;
}

export interface PlacedLink {
  readonly target: string;
  /** Left, bottom, right, top. */
  readonly box: readonly number[];
}

interface OutlineNode {
  readonly title: string;
  readonly items: readonly OutlineNode[];
}

function treeOf(nodes: readonly OutlineNode[], level = 0): string[] {
  return nodes.flatMap(({ title, items }) => ['  '.repeat(level) + title, ...treeOf(items, level + 1)]);
}

/** Reads a PDF with pdf.js, or its last pages only: what a reader's viewer finds when it searches and copies. */
export async function readPdf(bytes: Buffer, lastPages = Infinity): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false })
    .promise;
  const pages: PlacedText[][] = [];
  const sizes: [number, number][] = [];
  const links: PlacedLink[][] = [];
  for (let number = Math.max(1, document.numPages - lastPages + 1); number <= document.numPages; number++) {
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
    const annotations = (await page.getAnnotations()) as { url?: string; dest?: string; rect: number[] }[];
    links.push(
      annotations.flatMap(({ url, dest, rect }) => {
        const target = url ?? dest;
        return target === undefined ? [] : [{ target, box: rect }];
      }),
    );
  }
  const { info } = await document.getMetadata();
  const outline = ((await document.getOutline()) ?? []) as OutlineNode[];
  const places = new Map<string, number>();
  for (const [name, place] of Object.entries(
    (await document.getDestinations()) as Record<string, unknown[]>,
  )) {
    places.set(name, await document.getPageIndex(place[0] as Parameters<typeof document.getPageIndex>[0]));
  }
  await document.destroy();
  return {
    pages,
    sizes,
    info: { ...info },
    outline: outline.map((entry) => entry.title),
    outlineTree: treeOf(outline),
    links,
    places,
  };
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
