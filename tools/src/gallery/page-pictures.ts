import { createRequire } from 'node:module';
import path from 'node:path';
import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

type Context = Parameters<PDFPageProxy['render']>[0]['canvasContext'];

const PDFJS = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** The first pages of a PDF as pictures, `width` pixels wide. */
export async function pagePictures(pdf: Uint8Array, pages: number, width: number): Promise<Canvas[]> {
  const document = await getDocument({
    data: pdf,
    cMapUrl: `${PDFJS}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${PDFJS}/standard_fonts/`,
    verbosity: 0,
  }).promise;
  const pictures: Canvas[] = [];
  try {
    for (let number = 1; number <= Math.min(pages, document.numPages); number++) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
      const canvasContext = canvas.getContext('2d') as unknown as Context;
      await page.render({ canvasContext, viewport, background: 'white' }).promise;
      pictures.push(canvas);
    }
  } finally {
    await document.destroy();
  }
  return pictures;
}
