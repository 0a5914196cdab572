import type { ByteSink } from '../../contract.js';
import { RenderError } from '../../render-error.js';
import type { AttachedFile } from '../archive/attachment.js';
import { FileEncryption } from '../file/encryption.js';
import { PdfFile } from '../file/pdf-file.js';
import { pdfNumber } from '../file/pdf-values.js';
import { DocumentFonts } from '../fonts/document-fonts.js';
import type { PageTags } from '../tags/page-tags.js';
import { StructureTree } from '../tags/structure-tree.js';
import { TextSetter } from '../text/text-setter.js';
import type { Canvas } from './canvas.js';
import { writeCatalog } from './catalog.js';
import { Destinations } from './destinations.js';
import type { DocumentProperties } from './document-properties.js';
import { Outline } from './outline.js';
import { PageTree } from './page-tree.js';
import { resourceDictionary, resourceName } from './page-resources.js';

/** How the file is made; absent = an ordinary one. */
export interface FileOptions {
  /** PDF/A-3b. */
  readonly isArchive?: boolean;
  /** With a structure tree for those who hear or reflow it. */
  readonly isTagged?: boolean;
  /** Needed to open the file; null = none. Not for an archive. */
  readonly password?: string | null;
}

/** What every page bears besides its own layers; null = nothing. */
export type PageDecoration = (width: number, height: number) => Canvas | null;

/** A PDF written page by page: a page is gone from memory when its bytes are. Equal calls give equal bytes, unless there is a password. */
export class PdfDocument {
  readonly text: TextSetter;
  readonly fonts = new DocumentFonts();
  readonly outline: Outline;
  readonly destinations = new Destinations();
  /** Null: the file is not tagged. */
  private readonly tree: StructureTree | null;
  private readonly file: PdfFile;
  private readonly pages: PageTree;
  private readonly fontsId: number;
  private readonly attached: AttachedFile[] = [];
  /** Pages of the documents before the one being drawn. */
  private earlierPages = 0;
  /** Of a document whose first page was not begun. */
  private nextTitle: string | null = null;
  /** Drawn on top of every page added. */
  decoration: PageDecoration | null = null;

  constructor(
    sink: ByteSink,
    private readonly properties: DocumentProperties,
    private readonly options: FileOptions = {},
  ) {
    const { password = null } = options;
    this.file = new PdfFile(sink, password === null ? null : new FileEncryption(password));
    this.tree = options.isTagged ? new StructureTree(this.file) : null;
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

  /** Tags of a page that is being drawn; null: the file is not tagged. */
  tagsOf(pageId: number): PageTags | null {
    return this.tree?.page(pageId) ?? null;
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
    const parts = all.flatMap((layer) =>
      this.tree && !layer.hasMarks ? [ORNAMENT, layer.take(), CLOSE, END_MARK] : [OPEN, layer.take(), CLOSE],
    );
    const tags = this.tree?.closePage(id) ?? '';
    this.file.deflated(contents, '', Buffer.concat(parts));
    const box = `[0 0 ${pdfNumber(width)} ${pdfNumber(height)}]`;
    const annots = annotations.length ? `/Annots[${annotations.map((one) => `${one} 0 R`).join(' ')}]` : '';
    this.file.object(
      id,
      `<</Type/Page/Parent ${parent} 0 R/MediaBox${box}/Resources${resourceDictionary(this.fontsId, used)}` +
        `/Contents ${contents} 0 R${annots}${tags}>>`,
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

  /** A file that travels with the pages of an archive. */
  attach(file: AttachedFile): void {
    this.attached.push(file);
  }

  /** Writes a stream whose bytes are final; returns its number. Throws `RenderError` when an archive may not hold it. */
  stream(dictionary: string, data: Buffer): number {
    if (this.options.isArchive && dictionary.includes('/DeviceCMYK')) {
      throw new RenderError(
        'picture-not-archivable',
        'A picture in CMYK cannot stand in PDF/A beside colours of the screen; store it as RGB.',
      );
    }
    const id = this.file.allocate();
    this.file.stream(id, dictionary, data);
    return id;
  }

  /** Writes fonts, outline, attached files, information and the cross-reference table. */
  async finish(): Promise<void> {
    this.file.object(this.fontsId, this.fonts.write(this.file));
    const outline = this.outline.write();
    const destinations = this.destinations.write(this.file);
    const pages = this.pages.finish();
    const attached = this.options.isArchive ? this.attached : null;
    const more = (this.options.password ? REVISION_6 : '') + (this.tree?.finish() ?? '');
    const entries = { pages, outline, destinations, attached, more };
    const { catalog, info } = writeCatalog(this.file, this.properties, entries);
    await this.file.finish(catalog, info);
  }
}

/** Tells readers of PDF 1.7 which encryption they meet (Adobe's supplement, level 8). */
const REVISION_6 = '/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 8>>>>';
const OPEN = Buffer.from('q\n');
const CLOSE = Buffer.from('Q\n');
const ORNAMENT = Buffer.from('/Artifact BMC\nq\n');
const END_MARK = Buffer.from('EMC\n');
