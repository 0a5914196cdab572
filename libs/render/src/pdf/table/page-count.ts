import { formatDecimal, numberPattern, type PhraseTable } from '@galley/layout';
import { Canvas } from '../document/canvas.js';
import type { PdfDocument } from '../document/pdf-document.js';
import type { Geometry } from './geometry.js';
import { MUTED } from './palette.js';

const SIZE = 7.5;
/** Wide enough for any number of pages and the words after it. */
const FORM_WIDTH = 120;

/** The number of a page as a locale writes it. */
export function pageNumber(value: number, locale: string): string {
  return formatDecimal(String(value), numberPattern(locale), { minFraction: 0, grouped: true });
}

/**
 * "Page x of y" while y is not known: each page draws its own number and a form that is the same on all pages and
 * is written last.
 */
export class PageCount {
  private readonly form: string;

  constructor(
    private readonly pdf: PdfDocument,
    private readonly phrases: PhraseTable,
    private readonly locale: string,
    private readonly geometry: Geometry,
  ) {
    this.form = pdf.declareForm();
  }

  /** Draws on the footer line of a page, at the side where lines start. */
  draw(canvas: Canvas, page: number, y: number): void {
    const { layout, left, right } = this.geometry;
    const [before = ''] = this.phrases.page_of.split('{pages}');
    const line = this.pdf.text.line(before.replace('{page}', this.number(page)), false, layout.direction);
    const width = (line.width * SIZE) / 1000;
    const isLtr = layout.direction === 'ltr';
    canvas.useFill(MUTED);
    canvas.text(line, isLtr ? left : right - width, y, SIZE);
    canvas.form(this.form, isLtr ? left + width : right - width - FORM_WIDTH, y);
  }

  /** Writes the form: the total, and the words after it. */
  write(): void {
    const [, after = ''] = this.phrases.page_of.split('{pages}');
    const { direction } = this.geometry.layout;
    const line = this.pdf.text.line(this.number(this.pdf.pageCount) + after, false, direction);
    const canvas = new Canvas();
    canvas.useFill(MUTED);
    canvas.text(line, direction === 'ltr' ? 0 : FORM_WIDTH - (line.width * SIZE) / 1000, 0, SIZE);
    this.pdf.writeForm(this.form, [0, -SIZE, FORM_WIDTH, 2 * SIZE], canvas);
  }

  private number(value: number): string {
    return pageNumber(value, this.locale);
  }
}
