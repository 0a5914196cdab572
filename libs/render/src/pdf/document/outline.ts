import type { PdfFile } from '../file/pdf-file.js';
import { pdfNumber, pdfTextString } from '../file/pdf-values.js';

/** More entries than this help nobody find anything, and they are held until the end. */
const MAX_ENTRIES = 1000;
/** Deeper levels stand at this one. */
const MAX_LEVEL = 8;

interface Entry {
  readonly id: number;
  readonly title: string;
  readonly pageId: number;
  readonly y: number;
  readonly children: Entry[];
}

/** The bookmarks beside a document: a bounded tree. */
export class Outline {
  private readonly roots: Entry[] = [];
  /** The entries that a further one may stand under, by level. */
  private readonly path: Entry[] = [];
  private count = 0;
  /** Levels under which entries are added: the documents of a batch. */
  base = 0;

  constructor(private readonly file: PdfFile) {}

  /** Adds an entry; a level deeper than its predecessor's child becomes that child. */
  add(title: string, pageId: number, y: number, level: number = 0): void {
    if (this.count >= MAX_ENTRIES) return;
    const depth = Math.min(Math.max(0, Math.floor(level)) + this.base, this.path.length, MAX_LEVEL);
    this.path.length = depth;
    const entry: Entry = { id: this.file.allocate(), title, pageId, y, children: [] };
    (this.path.at(-1)?.children ?? this.roots).push(entry);
    this.path.push(entry);
    this.count++;
  }

  /** Writes the tree; returns its root's number, or null when it is empty. */
  write(): number | null {
    const [first] = this.roots;
    if (!first) return null;
    const root = this.file.allocate();
    this.writeLevel(this.roots, root);
    this.file.object(
      root,
      `<</Type/Outlines/First ${first.id} 0 R/Last ${this.roots.at(-1)?.id} 0 R/Count ${this.roots.length}>>`,
    );
    return root;
  }

  /** Entries below the first level are closed at first, hence their negative count. */
  private writeLevel(entries: readonly Entry[], parent: number): void {
    entries.forEach(({ id, title, pageId, y, children }, index) => {
      const previous = index > 0 ? `/Prev ${entries[index - 1]?.id} 0 R` : '';
      const next = index < entries.length - 1 ? `/Next ${entries[index + 1]?.id} 0 R` : '';
      const kids = children.length
        ? `/First ${children[0]?.id} 0 R/Last ${children.at(-1)?.id} 0 R/Count -${children.length}`
        : '';
      this.file.object(
        id,
        `<</Title${pdfTextString(title)}/Parent ${parent} 0 R${previous}${next}${kids}` +
          `/Dest[${pageId} 0 R/XYZ null ${pdfNumber(y)} null]>>`,
      );
      this.writeLevel(children, id);
    });
  }
}
