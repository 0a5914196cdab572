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
  /** Points from the bottom; null = the page's top. */
  readonly y: number | null;
  readonly children: Entry[];
}

/** The bookmarks beside a document: a bounded tree. */
export class Outline {
  private readonly roots: Entry[] = [];
  /** The entries that a further one may stand under, by level. */
  private readonly path: Entry[] = [];
  private count = 0;
  /** Entries of the documents of a batch, under which all others stand. */
  private readonly documents: Entry[] = [];

  constructor(private readonly file: PdfFile) {}

  /** Begins a document of a batch: what is added from now on stands under its title. */
  begin(title: string, pageId: number): void {
    const entry = this.append(title, pageId, null, 0);
    if (entry) this.documents.push(entry);
  }

  /** Adds an entry; a level deeper than its predecessor's child becomes that child. */
  add(title: string, pageId: number, y: number, level: number = 0): void {
    const base = this.documents.length > 0 ? 1 : 0;
    this.append(title, pageId, y, Math.max(0, Math.floor(level)) + base);
  }

  private append(title: string, pageId: number, y: number | null, level: number): Entry | null {
    if (this.count >= MAX_ENTRIES) return null;
    this.path.length = Math.min(level, this.path.length, MAX_LEVEL);
    const entry: Entry = { id: this.file.allocate(), title, pageId, y, children: [] };
    (this.path.at(-1)?.children ?? this.roots).push(entry);
    this.path.push(entry);
    this.count++;
    return entry;
  }

  /** Writes the tree; returns its root's number, or null when it is empty. */
  write(): number | null {
    const entries = this.tellsDocuments ? this.roots : this.roots.flatMap((entry) => this.within(entry));
    const [first] = entries;
    if (!first) return null;
    const root = this.file.allocate();
    this.writeLevel(entries, root);
    this.file.object(
      root,
      `<</Type/Outlines/First ${first.id} 0 R/Last ${entries.at(-1)?.id} 0 R/Count ${entries.length}>>`,
    );
    return root;
  }

  /** Titles that are all the same tell nobody which document is which. */
  private get tellsDocuments(): boolean {
    return new Set(this.documents.map((entry) => entry.title)).size > 1;
  }

  private within(entry: Entry): readonly Entry[] {
    return this.documents.includes(entry) ? entry.children : [entry];
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
          `/Dest[${pageId} 0 R/XYZ null ${y === null ? 'null' : pdfNumber(y)} null]>>`,
      );
      this.writeLevel(children, id);
    });
  }
}
