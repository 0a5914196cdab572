import type { PdfFile } from '../file/pdf-file.js';
import { altEntry, PageTags, type Tag } from './page-tags.js';

/** A table or a row of it whose parts are still coming. */
interface OpenElement {
  readonly id: number;
  readonly kids: number[];
}

/**
 * The structure of a tagged PDF (ISO 32000-1, 14.7): document, headings, paragraphs, figures, tables of rows of cells. Written
 * as pages are finished; held until the end are one number per page, per part of the document and per row of a table.
 */
export class StructureTree {
  private readonly root: number;
  private readonly document: OpenElement;
  private readonly open = new Map<number, PageTags>();
  /** Objects with the elements of each finished page. */
  private readonly pages: number[] = [];
  private table: OpenElement | null = null;

  constructor(private readonly file: PdfFile) {
    this.root = file.allocate();
    this.document = { id: file.allocate(), kids: [] };
  }

  /** Tags of a page that is being drawn. */
  page(id: number): PageTags {
    let tags = this.open.get(id);
    if (!tags) this.open.set(id, (tags = new PageTags()));
    return tags;
  }

  /** Writes the elements of a page that is drawn; returns the entries of its dictionary. */
  closePage(id: number): string {
    const { tags } = this.page(id);
    this.open.delete(id);
    const elements: number[] = [];
    for (let at = 0; at < tags.length;) {
      const { row } = tags[at]!;
      const from = at++;
      while (row !== null && at < tags.length && tags[at]!.row === row) at++;
      elements.push(
        ...(row === null ? [this.writeBlock(tags[from]!, from, id)] : this.writeRow(tags, from, at, id)),
      );
    }
    const parents = this.file.allocate();
    this.file.object(parents, `[${references(elements)}]`);
    return `/StructParents ${this.pages.push(parents) - 1}/Tabs/S`;
  }

  /** Writes what is left; returns the entries of the catalog. */
  finish(): string {
    this.closeTable();
    this.writeElement(this.document.id, 'Document', this.root, `/K[${references(this.document.kids)}]`);
    const parents = this.pages.map((id, index) => `${index} ${id} 0 R`).join(' ');
    this.file.object(
      this.root,
      `<</Type/StructTreeRoot/K ${this.document.id} 0 R/ParentTree<</Nums[${parents}]>>` +
        `/ParentTreeNextKey ${this.pages.length}>>`,
    );
    return `/StructTreeRoot ${this.root} 0 R/MarkInfo<</Marked true>>`;
  }

  private writeBlock(tag: Tag, number: number, page: number): number {
    this.closeTable();
    const id = this.writeLeaf(tag, number, page, this.document.id);
    this.document.kids.push(id);
    return id;
  }

  private writeRow(tags: readonly Tag[], from: number, to: number, page: number): number[] {
    this.table ??= { id: this.file.allocate(), kids: [] };
    const row = this.file.allocate();
    const cells: number[] = [];
    for (let at = from; at < to; at++) cells.push(this.writeLeaf(tags[at]!, at, page, row));
    this.writeElement(row, 'TR', this.table.id, `/K[${references(cells)}]`);
    this.table.kids.push(row);
    return cells;
  }

  private writeLeaf({ type, alt }: Tag, number: number, page: number, parent: number): number {
    const scope = type === 'TH' ? '/A<</O/Table/Scope/Column>>' : '';
    const id = this.file.allocate();
    this.writeElement(id, type, parent, `/Pg ${page} 0 R/K ${number}${altEntry(alt)}${scope}`);
    return id;
  }

  private closeTable(): void {
    const { table } = this;
    if (!table) return;
    this.writeElement(table.id, 'Table', this.document.id, `/K[${references(table.kids)}]`);
    this.document.kids.push(table.id);
    this.table = null;
  }

  private writeElement(id: number, type: string, parent: number, more: string): void {
    this.file.object(id, `<</Type/StructElem/S/${type}/P ${parent} 0 R${more}>>`);
  }
}

function references(ids: readonly number[]): string {
  return ids.map((id) => `${id} 0 R`).join(' ');
}
