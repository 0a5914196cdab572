import type { Border, Font, Frame, PlacedItem, PlacedPicture, PlacedText, TextLook } from '@galley/layout';
import { MemorySink } from '../../../testing/memory-sink.js';
import { PdfDocument } from '../../document/pdf-document.js';
import { DrawingResources } from '../drawing-resources.js';
import { PdfPageDevice } from '../pdf-page-device.js';

export const PAGE = { width: 400, height: 300 };
export const BLACK = { red: 0, green: 0, blue: 0, alpha: 1 };
export const NO_BOX = { fill: null, border: null };
export const FONT: Font = {
  family: 'Arial',
  size: 10,
  bold: false,
  italic: false,
  underline: false,
  strikeout: false,
};
export const LOOK: TextLook = {
  font: FONT,
  text_fill: { kind: 'solid', color: BLACK },
  align: 'left',
  vertical: 'top',
  padding: { left: 0, top: 0, right: 0, bottom: 0 },
  angle: 0,
  wrap: true,
  direction: 'auto',
  line_spacing: 1,
  underlines: false,
  auto_shrink: false,
};

export function frame(x: number, y: number, width: number, height: number): Frame {
  return { x, y, width, height };
}

export function border(width: number): Border {
  const line = { color: BLACK, width, style: 'solid' } as const;
  return { left: line, top: line, right: line, bottom: line, shadow: null };
}

export function placedText(text: string, place: Frame, look: Partial<TextLook> = {}): PlacedText {
  return {
    kind: 'text',
    frame: place,
    box: NO_BOX,
    link: null,
    text,
    markup: 'plain',
    look: { ...LOOK, ...look },
  };
}

export function placedPicture(bytes: Buffer, place: Frame, more: Partial<PlacedPicture> = {}): PlacedPicture {
  return {
    kind: 'picture',
    frame: place,
    box: NO_BOX,
    link: null,
    bytes,
    fit: 'zoom',
    angle: 0,
    transparency: 0,
    grayscale: false,
    align: 'left',
    vertical: 'top',
    ...more,
  };
}

/** A device over a document in memory, for tests. */
export function memoryDevice(language: string = 'en'): {
  device: PdfPageDevice;
  pdf: PdfDocument;
  finish: () => Promise<Buffer>;
} {
  const sink = new MemorySink();
  const pdf = new PdfDocument(sink, {
    title: 'Drawn',
    author: 'Galley',
    created: '2026-07-01T00:00:00Z',
    language,
  });
  const device = new PdfPageDevice(new DrawingResources(pdf));
  const finish = async (): Promise<Buffer> => {
    await pdf.finish();
    return sink.bytes;
  };
  return { device, pdf, finish };
}

/** One page with these items, as a file. */
export async function drawnPage(...items: readonly PlacedItem[]): Promise<Buffer> {
  const { device, finish } = memoryDevice();
  device.beginPage(PAGE, null);
  for (const item of items) device.draw(item);
  await device.endPage();
  return finish();
}
