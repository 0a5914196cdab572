import type { PdfFile } from '../file/pdf-file.js';
import { pdfNumber, pdfTextString } from '../file/pdf-values.js';

/** More entries than this help nobody find anything, and they are held until the end. */
const MAX_ENTRIES = 1000;

interface Entry {
  readonly title: string;
  readonly pageId: number;
  readonly y: number;
}

/** The bookmarks beside a document: a flat, bounded list. */
export class Outline {
  private readonly entries: Entry[] = [];

  add(title: string, pageId: number, y: number): void {
    if (this.entries.length < MAX_ENTRIES) this.entries.push({ title, pageId, y });
  }

  /** Writes the list; returns its root's number, or null when it is empty. */
  write(file: PdfFile): number | null {
    if (this.entries.length === 0) return null;
    const root = file.allocate();
    const ids = this.entries.map(() => file.allocate());
    this.entries.forEach(({ title, pageId, y }, index) => {
      const previous = index > 0 ? `/Prev ${ids[index - 1]} 0 R` : '';
      const next = index < ids.length - 1 ? `/Next ${ids[index + 1]} 0 R` : '';
      file.object(
        ids[index] ?? 0,
        `<</Title${pdfTextString(title)}/Parent ${root} 0 R${previous}${next}` +
          `/Dest[${pageId} 0 R/XYZ null ${pdfNumber(y)} null]>>`,
      );
    });
    file.object(root, `<</Type/Outlines/First ${ids[0]} 0 R/Last ${ids.at(-1)} 0 R/Count ${ids.length}>>`);
    return root;
  }
}
