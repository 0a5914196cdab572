import type { PdfFile } from '../file/pdf-file.js';

/** Pages under one node; readers find page 20,000 without reading 19,999 others. */
const FANOUT = 128;

/** The tree of pages, two levels deep. Nodes are written when they are full. */
export class PageTree {
  count = 0;
  private readonly root: number;
  private readonly nodes: { id: number; count: number }[] = [];
  private pages: number[] = [];
  private node = 0;

  constructor(private readonly file: PdfFile) {
    this.root = file.allocate();
  }

  /** Takes a page's number; returns its parent's. */
  add(pageId: number): number {
    if (this.pages.length === FANOUT) this.close();
    if (this.pages.length === 0) this.node = this.file.allocate();
    this.pages.push(pageId);
    this.count++;
    return this.node;
  }

  /** Writes what is left; returns the root's number. */
  finish(): number {
    this.close();
    const kids = this.nodes.map((node) => `${node.id} 0 R`).join(' ');
    this.file.object(this.root, `<</Type/Pages/Count ${this.count}/Kids[${kids}]>>`);
    return this.root;
  }

  private close(): void {
    if (this.pages.length === 0) return;
    const kids = this.pages.map((id) => `${id} 0 R`).join(' ');
    this.file.object(
      this.node,
      `<</Type/Pages/Parent ${this.root} 0 R/Count ${this.pages.length}/Kids[${kids}]>>`,
    );
    this.nodes.push({ id: this.node, count: this.pages.length });
    this.pages = [];
  }
}
