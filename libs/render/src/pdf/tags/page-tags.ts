import type { Canvas } from '../document/canvas.js';
import { pdfTextString } from '../file/pdf-values.js';

/** What content is to somebody who does not see it: heading, paragraph, cells of a table, picture. */
export type TagType = 'H1' | 'H2' | 'P' | 'TH' | 'TD' | 'Figure';

export interface Tag {
  readonly type: TagType;
  /** Said in place of a picture. */
  readonly alt: string | null;
  /** Row of a table on this page; null = no part of a table. */
  readonly row: number | null;
}

/** The tags of an open page in the order of reading; a tag's place is its number in the content stream (MCID). */
export class PageTags {
  readonly tags: Tag[] = [];
  private row = 0;

  /** A row of the table that stands here; the table begins with its first row and ends with what is none. */
  nextRow(): number {
    return this.row++;
  }

  /** The operator that begins content of this kind; `EMC` ends it. */
  begin(type: TagType, row: number | null = null, alt: string | null = null): string {
    const number = this.tags.push({ type, row, alt }) - 1;
    return `/${type}<</MCID ${number}>>BDC\n`;
  }

  /** A point to come back to with `rewind`, as of a canvas. */
  get mark(): number {
    return this.tags.length;
  }

  rewind(mark: number): void {
    this.tags.length = mark;
  }
}

/** Draws content that is read aloud; without tags it is simply drawn. */
export function tagged(
  tags: PageTags | null,
  canvas: Canvas,
  type: TagType,
  draw: () => void,
  more: { readonly row?: number; readonly alt?: string } = {},
): void {
  if (tags) canvas.marked(tags.begin(type, more.row ?? null, more.alt ?? null), draw);
  else draw();
}

/** Draws what is left out when the page is read aloud: running heads, page numbers, ornament. */
export function artifact<T>(tags: PageTags | null, canvas: Canvas, draw: () => T): T {
  return tags ? canvas.marked('/Artifact BMC\n', draw) : draw();
}

/** The entry that says a picture in words. */
export function altEntry(alt: string | null): string {
  return alt === null ? '' : `/Alt${pdfTextString(alt.slice(0, 1000))}`;
}
