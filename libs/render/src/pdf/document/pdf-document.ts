import type { ByteSink } from '../../contract.js';
import { PdfFile } from '../file/pdf-file.js';
import { pdfDate, pdfNumber, pdfTextString } from '../file/pdf-values.js';
import { DocumentFonts } from '../fonts/document-fonts.js';
import { TextSetter } from '../text/text-setter.js';
import type { Canvas } from './canvas.js';
import { Destinations } from './destinations.js';
import { Outline } from './outline.js';
import { PageTree } from './page-tree.js';
import { resourceDictionary, resourceName } from './page-resources.js';

export interface DocumentProperties {
  readonly title: string;
  readonly author: string;
  /** ISO-8601 instant. */
  readonly created: string;
  /** BCP 47. */
  readonly language: string;
}

/** What every page bears besides its own layers; null = nothing. */
export type PageDecoration = (width: number, height: number) => Canvas | null;

const PRODUCER = 'Galley';

/** A PDF written page by page: a page is gone from memory when its bytes are. Equal calls give equal bytes. */
export class PdfDocument {
  readonly text: TextSetter;
  readonly fonts = new DocumentFonts();
  readonly outline: Outline;
  readonly destinations = new Destinations();
  private readonly file: PdfFile;
  private readonly pages: PageTree;
  private readonly fontsId: number;
  /** Pages of the documents before the one being drawn. */
  private earlierPages = 0;
  /** Of a document whose first page was not begun. */
  private nextTitle: string | null = null;
  /** Drawn on top of every page added. */
  decoration: PageDecoration | null = null;

  constructor(
    sink: ByteSink,
    private readonly properties: DocumentProperties,
  ) {
    this.file = new PdfFile(sink);
    this.outline = new Outline(this.file);
    this.pages = new PageTree(this.file);
    this.fontsId = this.file.allocate();
    this.text = new TextSetter(this.fonts, properties.language);
  }

  /** Pages of the document being drawn; of the file unless it holds several. */
  get pageCount(): number {
    return this.pages.count - this.earlierPages;
  }

  /** Pages of the whole file. */
  get filePages(): number {
    return this.pages.count;
  }

  /** Another document in the same file: its pages are numbered from 1, the outline leads to its first by its title. */
  beginDocument(title: string): void {
    this.earlierPages = this.pages.count;
    this.nextTitle = title;
  }

  /** Number for a page that is still being drawn, for links to it. */
  allocatePage(): number {
    const id = this.file.allocate();
    if (this.nextTitle !== null) this.outline.begin(this.nextTitle, id);
    this.nextTitle = null;
    return id;
  }

  /** Adds a page made of layers, the first undermost; its memory is free again. `annotations` are objects' numbers. */
  addPage(
    id: number,
    width: number,
    height: number,
    layers: readonly Canvas[],
    annotations: readonly number[] = [],
  ): void {
    const contents = this.file.allocate();
    const parent = this.pages.add(id);
    const top = this.decoration?.(width, height) ?? null;
    const all = top ? [...layers, top] : layers;
    const used = new Set(all.flatMap((layer) => [...layer.resources]));
    const parts = all.flatMap((layer) => [OPEN, layer.take(), CLOSE]);
    this.file.deflated(contents, '', Buffer.concat(parts));
    const box = `[0 0 ${pdfNumber(width)} ${pdfNumber(height)}]`;
    const annots = annotations.length ? `/Annots[${annotations.map((one) => `${one} 0 R`).join(' ')}]` : '';
    this.file.object(
      id,
      `<</Type/Page/Parent ${parent} 0 R/MediaBox${box}/Resources${resourceDictionary(this.fontsId, used)}` +
        `/Contents ${contents} 0 R${annots}>>`,
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
    return resourceName('XObject', this.file.allocate());
  }

  /** Gives a declared form its drawing; `box` is [left, bottom, right, top], `more` further entries of its dictionary. */
  writeForm(
    name: string,
    box: readonly [number, number, number, number],
    canvas: Canvas,
    more: string = '',
  ): void {
    const bounds = box.map(pdfNumber).join(' ');
    const resources = resourceDictionary(this.fontsId, canvas.resources);
    this.file.deflated(
      Number(name.slice(1)),
      `/Type/XObject/Subtype/Form/BBox[${bounds}]/Resources${resources}${more}`,
      canvas.take(),
    );
  }

  /** A number for an object that is written later. */
  allocate(): number {
    return this.file.allocate();
  }

  /** Writes an object; returns its number. */
  object(body: string, id: number = this.file.allocate()): number {
    this.file.object(id, body);
    return id;
  }

  /** Writes a stream whose bytes are final; returns its number. */
  stream(dictionary: string, data: Buffer): number {
    const id = this.file.allocate();
    this.file.stream(id, dictionary, data);
    return id;
  }

  /** Writes fonts, outline, information and the cross-reference table. */
  async finish(): Promise<void> {
    const { title, author, created, language } = this.properties;
    const [catalog, info] = [this.file.allocate(), this.file.allocate()];
    this.file.object(this.fontsId, this.fonts.write(this.file));
    const outline = this.outline.write();
    const names = this.destinations.write(this.file);
    const pages = this.pages.finish();
    this.file.object(
      info,
      `<</Title${pdfTextString(title)}/Author${pdfTextString(author)}/Producer(${PRODUCER})/Creator(${PRODUCER})` +
        `/CreationDate${pdfDate(created)}/ModDate${pdfDate(created)}>>`,
    );
    const bookmarks = outline === null ? '' : `/Outlines ${outline} 0 R/PageMode/UseOutlines`;
    const places = names === null ? '' : `/Names<</Dests ${names} 0 R>>`;
    this.file.object(
      catalog,
      `<</Type/Catalog/Pages ${pages} 0 R/Lang${pdfTextString(language)}` +
        `/ViewerPreferences<</DisplayDocTitle true>>${bookmarks}${places}>>`,
    );
    await this.file.finish(catalog, info);
  }
}

const OPEN = Buffer.from('q\n');
const CLOSE = Buffer.from('Q\n');
