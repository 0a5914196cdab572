import type { PageDevice, Typesetter } from '../device.js';
import type { PlacedItem, PlacedText, PlacedWatermark } from '../placed.js';

/** Points of a letter and of a line, whatever the font. */
const LETTER = 5;
const LINE = 10;

export interface RecordedPage {
  readonly width: number;
  readonly height: number;
  readonly watermark: PlacedWatermark | null;
  readonly items: (PlacedItem | null)[];
  readonly outline: { title: string; level: number; y: number }[];
  readonly bookmarks: { name: string; y: number }[];
  isEnded: boolean;
}

/** Remembers what is drawn. Letters are 5 points wide, lines 10 high, and words wrap. */
export class RecordingDevice implements PageDevice {
  readonly pages: RecordedPage[] = [];
  private readonly reserved = new Map<number, { page: RecordedPage; at: number }>();

  readonly typesetter: Typesetter = {
    height: (text, width) => wrapped(text.text, width).length * LINE,
    width: (text) => Math.max(...text.text.split('\n').map((line) => line.length)) * LETTER,
    split: (text, width, height) => {
      const lines = wrapped(text.text, width);
      const fitting = Math.floor(height / LINE);
      if (fitting < 1) return null;
      return [lines.slice(0, fitting).join('\n'), lines.slice(fitting).join('\n')];
    },
    pictureSize: () => ({ width: 40, height: 30 }),
    barcodeSize: () => ({ width: 50, height: 20 }),
    lineHeight: () => LINE,
  };

  beginPage(size: { width: number; height: number }, watermark: PlacedWatermark | null): void {
    if (this.pages.at(-1)?.isEnded === false) throw new Error('The page before has not been ended.');
    this.pages.push({ ...size, watermark, items: [], outline: [], bookmarks: [], isEnded: false });
  }

  draw(item: PlacedItem): void {
    this.current().items.push(item);
  }

  reserve(): number {
    const page = this.current();
    const id = this.reserved.size + 1;
    this.reserved.set(id, { page, at: page.items.push(null) - 1 });
    return id;
  }

  resolve(id: number, item: PlacedItem | null): void {
    const place = this.reserved.get(id);
    if (!place) throw new Error('Nothing is reserved under this number, or no longer.');
    this.reserved.delete(id);
    this.reserved.set(-id, place);
    place.page.items[place.at] = item;
  }

  outline(title: string, level: number, y: number): void {
    this.current().outline.push({ title, level, y });
  }

  bookmark(name: string, y: number): void {
    this.current().bookmarks.push({ name, y });
  }

  async endPage(): Promise<void> {
    this.current().isEnded = true;
  }

  /** Texts of each page from top to bottom, then from left to right; empty ones left out. */
  texts(): string[][] {
    return this.pages.map((page) =>
      textsOf(page)
        .toSorted((a, b) => a.frame.y - b.frame.y || a.frame.x - b.frame.x)
        .map((item) => item.text)
        .filter((text) => text !== ''),
    );
  }

  /** Reserved places that were never resolved. */
  unresolved(): number {
    return [...this.reserved.keys()].filter((id) => id > 0).length;
  }

  private current(): RecordedPage {
    const page = this.pages.at(-1);
    if (!page || page.isEnded) throw new Error('There is no page to draw on.');
    return page;
  }
}

export function textsOf(page: RecordedPage): PlacedText[] {
  return page.items.filter((item) => item?.kind === 'text');
}

/** Greedy lines of whole words; a word wider than the line is cut. */
function wrapped(text: string, width: number): string[] {
  const room = Math.max(1, Math.floor(width / LETTER));
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (longer.length <= room) line = longer;
      else {
        if (line !== '') lines.push(line);
        line = word;
        for (; line.length > room; line = line.slice(room)) lines.push(line.slice(0, room));
      }
    }
    return [...lines, line];
  });
}
