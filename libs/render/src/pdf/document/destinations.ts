import type { PdfFile } from '../file/pdf-file.js';
import { pdfNumber, utf16Hex, wellFormed } from '../file/pdf-values.js';

/** Held until the end; links to what is beyond lead nowhere. */
const MAX_DESTINATIONS = 20_000;

/** Places that links lead to, by name. Of two equal names the first counts. */
export class Destinations {
  private readonly places = new Map<string, { readonly pageId: number; readonly y: number }>();

  add(name: string, pageId: number, y: number): void {
    const key = destinationName(name);
    if (this.places.size < MAX_DESTINATIONS && !this.places.has(key)) this.places.set(key, { pageId, y });
  }

  /** Writes the name tree; returns its number, or null when it is empty. */
  write(file: PdfFile): number | null {
    if (this.places.size === 0) return null;
    const id = file.allocate();
    const sorted = [...this.places].sort(([a], [b]) => (a < b ? -1 : 1));
    const names = sorted.map(
      ([name, { pageId, y }]) => `${name}[${pageId} 0 R/XYZ null ${pdfNumber(y)} null]`,
    );
    file.object(id, `<</Names[${names.join('\n')}]>>`);
    return id;
  }
}

/** A name as links and the name tree write it; hexadecimal digits sort as the bytes they stand for. */
export function destinationName(name: string): string {
  return `<FEFF${utf16Hex(wellFormed(name.slice(0, 200)))}>`;
}
