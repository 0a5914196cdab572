import { type ArchiveParts, writeArchiveParts } from '../archive/archive-parts.js';
import type { AttachedFile } from '../archive/attachment.js';
import { xmpPacket } from '../archive/xmp.js';
import type { PdfFile } from '../file/pdf-file.js';
import { pdfDate, pdfTextString } from '../file/pdf-values.js';
import type { DocumentProperties } from './document-properties.js';

const PRODUCER = 'Galley';
/** Of ISO 19005: the one that lets files of any kind travel along. */
const PART = 3;

/** What the catalog leads to; null = the document has none. */
export interface CatalogEntries {
  readonly pages: number;
  readonly outline: number | null;
  readonly destinations: number | null;
  /** Further entries, as they stand. */
  readonly more: string;
  /** Null: the file is no archive (PDF/A). */
  readonly attached: readonly AttachedFile[] | null;
}

/** Writes information, metadata and catalog; returns the numbers of catalog and information. */
export function writeCatalog(
  file: PdfFile,
  properties: DocumentProperties,
  { pages, outline, destinations, more, attached }: CatalogEntries,
): { catalog: number; info: number } {
  const [catalog, info, metadata] = [file.allocate(), file.allocate(), file.allocate()];
  file.object(info, information(properties));
  const packet = xmpPacket(properties, PRODUCER, attached ? PART : null);
  file.stream(metadata, '/Type/Metadata/Subtype/XML', packet);
  const parts: ArchiveParts = attached
    ? writeArchiveParts(file, properties, attached)
    : { catalog: '', names: '' };
  const bookmarks = outline === null ? '' : `/Outlines ${outline} 0 R/PageMode/UseOutlines`;
  const names = (destinations === null ? '' : `/Dests ${destinations} 0 R`) + parts.names;
  file.object(
    catalog,
    `<</Type/Catalog/Pages ${pages} 0 R/Lang${pdfTextString(properties.language)}/Metadata ${metadata} 0 R` +
      `/ViewerPreferences<</DisplayDocTitle true>>${bookmarks}${names && `/Names<<${names}>>`}` +
      `${parts.catalog}${more}>>`,
  );
  return { catalog, info };
}

function information({ title, author, subject, keywords, creator, created }: DocumentProperties): string {
  const texts = {
    Title: title,
    Author: author,
    Subject: subject,
    Keywords: keywords,
    Creator: creator ?? PRODUCER,
  };
  const entries = Object.entries(texts).flatMap(([name, text]) =>
    text === null || text === undefined ? [] : [`/${name}${pdfTextString(text)}`],
  );
  return `<<${entries.join('')}/Producer(${PRODUCER})/CreationDate${pdfDate(created)}/ModDate${pdfDate(created)}>>`;
}
