import type { ByteSink } from '../../contract.js';
import { PdfFile } from '../file/pdf-file.js';
import { pdfDate, pdfNumber, pdfTextString } from '../file/pdf-values.js';
import { DocumentFonts } from '../fonts/document-fonts.js';
import { TextSetter } from '../text/text-setter.js';
import type { Canvas } from './canvas.js';
import { Outline } from './outline.js';
import { PageTree } from './page-tree.js';

export interface DocumentProperties {
  readonly title: string;
  readonly author: string;
  /** ISO-8601 instant. */
  readonly created: string;
  /** BCP 47. */
  readonly language: string;
}

const PRODUCER = 'Galley';

/** A PDF written page by page: a page is gone from memory when its bytes are. Equal calls give equal bytes. */
export class PdfDocument {
  readonly text: TextSetter;
  readonly fonts = new DocumentFonts();
  readonly outline = new Outline();
  private readonly file: PdfFile;
  private readonly pages: PageTree;
  private readonly resources: number;
  private readonly forms = new Map<string, number>();

  constructor(
    sink: ByteSink,
    private readonly properties: DocumentProperties,
  ) {
    this.file = new PdfFile(sink);
    this.pages = new PageTree(this.file);
    this.resources = this.file.allocate();
    this.text = new TextSetter(this.fonts);
  }

  get pageCount(): number {
    return this.pages.count;
  }

  /** Number for a page that is still being drawn, for links to it. */
  allocatePage(): number {
    return this.file.allocate();
  }

  /** Adds a page made of layers, the first undermost; its memory is free again. */
  addPage(id: number, width: number, height: number, layers: readonly Canvas[]): void {
    const contents = this.file.allocate();
    const parent = this.pages.add(id);
    const parts = layers.flatMap((layer) => [OPEN, layer.take(), CLOSE]);
    this.file.deflated(contents, '', Buffer.concat(parts));
    const box = `[0 0 ${pdfNumber(width)} ${pdfNumber(height)}]`;
    this.file.object(
      id,
      `<</Type/Page/Parent ${parent} 0 R/MediaBox${box}/Resources ${this.resources} 0 R/Contents ${contents} 0 R>>`,
    );
  }

  /** True when `room()` should be awaited before more is drawn. */
  get isBusy(): boolean {
    return this.file.isBusy;
  }

  /** Waits for the sink. Throws what it threw. */
  room(): Promise<void> {
    return this.file.room();
  }

  /** Names a form that pages may draw before it is known (the number of pages). */
  declareForm(): string {
    const name = `X${this.forms.size}`;
    this.forms.set(name, this.file.allocate());
    return name;
  }

  /** Gives a declared form its drawing; `box` is [left, bottom, right, top]. */
  writeForm(name: string, box: readonly [number, number, number, number], canvas: Canvas): void {
    const id = this.forms.get(name);
    if (id === undefined) throw new RangeError(`form ${name} was not declared`);
    const bounds = box.map(pdfNumber).join(' ');
    this.file.deflated(
      id,
      `/Type/XObject/Subtype/Form/BBox[${bounds}]/Resources ${this.resources} 0 R`,
      canvas.take(),
    );
  }

  /** Writes fonts, outline, information and the cross-reference table. */
  async finish(): Promise<void> {
    const { title, author, created, language } = this.properties;
    const [catalog, info] = [this.file.allocate(), this.file.allocate()];
    const fonts = this.fonts.write(this.file);
    const forms = [...this.forms].map(([name, id]) => `/${name} ${id} 0 R`).join('');
    this.file.object(this.resources, `<</Font${fonts}/XObject<<${forms}>>>>`);
    const outline = this.outline.write(this.file);
    const pages = this.pages.finish();
    this.file.object(
      info,
      `<</Title${pdfTextString(title)}/Author${pdfTextString(author)}/Producer(${PRODUCER})/Creator(${PRODUCER})` +
        `/CreationDate${pdfDate(created)}/ModDate${pdfDate(created)}>>`,
    );
    const bookmarks = outline === null ? '' : `/Outlines ${outline} 0 R/PageMode/UseOutlines`;
    this.file.object(
      catalog,
      `<</Type/Catalog/Pages ${pages} 0 R/Lang${pdfTextString(language)}` +
        `/ViewerPreferences<</DisplayDocTitle true>>${bookmarks}>>`,
    );
    await this.file.finish(catalog, info);
  }
}

const OPEN = Buffer.from('q\n');
const CLOSE = Buffer.from('Q\n');
