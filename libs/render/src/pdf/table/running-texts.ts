import {
  fillPhrase,
  formatPattern,
  localDigits,
  numberPattern,
  parseTextTemplate,
  type PhraseTable,
  type RunningText,
  sourceKey,
  type TextTemplate,
} from '@galley/layout';
import type { RowScope } from '../../groups/row-scope.js';
import { Canvas } from '../document/canvas.js';
import type { PdfDocument } from '../document/pdf-document.js';
import { elide } from '../text/line-breaker.js';
import { hasRtl } from '../text/visual-order.js';
import { MUTED } from './palette.js';

const SIZE = 7.5;
/** Names whose value is known only when the last page is drawn. */
const LATE = new Set(['totalpages', 'totalpages#', 'pagenofm']);

interface Part {
  readonly template: TextTemplate;
  readonly side: 'left' | 'center' | 'right';
  readonly isLate: boolean;
}

interface RunningEdges {
  readonly left: number;
  readonly right: number;
  readonly layout: { readonly direction: 'ltr' | 'rtl' };
}

const AS_SAID = { left: 'left', center: 'center', right: 'right' } as const;
const MIRRORED = { left: 'right', center: 'center', right: 'left' } as const;

/** A place on a page whose text waits for the number of pages. */
interface Waiting {
  readonly form: string;
  readonly part: Part;
  readonly page: number;
}

/** The texts at the head or foot of every page, as the layout's author wrote them. */
export class RunningTexts {
  private readonly parts: readonly Part[];
  private readonly waiting: Waiting[] = [];

  constructor(
    texts: RunningText,
    private readonly pdf: PdfDocument,
    private readonly scope: RowScope,
    private readonly phrases: PhraseTable,
    /** Edges between which they stand, in points; sides are mirrored where lines run right to left. */
    private readonly edges: RunningEdges,
  ) {
    const sides = edges.layout.direction === 'rtl' ? MIRRORED : AS_SAID;
    this.parts = (['left', 'center', 'right'] as const).flatMap((side) => {
      const text = texts[side];
      if (text === null) return [];
      const template = parseTextTemplate(text);
      return [
        {
          template,
          side: sides[side],
          isLate: template.references.some((name) => LATE.has(sourceKey(name.text))),
        },
      ];
    });
  }

  /** Draws with the baseline at y; what depends on the number of pages is drawn by `finish`. */
  draw(canvas: Canvas, page: number, y: number): void {
    for (const part of this.parts) {
      if (part.isLate) {
        const form = this.pdf.declareForm();
        canvas.form(form, 0, y);
        this.waiting.push({ form, part, page });
      } else this.drawPart(canvas, part, page, null, y);
    }
  }

  /** Draws what waited for the number of pages. */
  finish(pages: number): void {
    for (const { form, part, page } of this.waiting.splice(0)) {
      const canvas = new Canvas();
      this.drawPart(canvas, part, page, pages, 0);
      this.pdf.writeForm(form, [this.edges.left, -SIZE, this.edges.right, 2 * SIZE], canvas);
    }
  }

  private drawPart(
    canvas: Canvas,
    { template, side }: Part,
    page: number,
    pages: number | null,
    y: number,
  ): void {
    const { left, right, layout } = this.edges;
    const room = (right - left) / this.parts.length - 6;
    const text = elide(this.textOf(template, page, pages), (room * 1000) / SIZE, false);
    const isRtl = layout.direction === 'rtl' && hasRtl(text);
    const line = this.pdf.text.line(text, false, isRtl ? 'rtl' : 'auto');
    const width = (line.width * SIZE) / 1000;
    const x = side === 'left' ? left : side === 'right' ? right - width : (left + right - width) / 2;
    canvas.useFill(MUTED);
    canvas.text(line, x, y, SIZE);
  }

  private textOf(template: TextTemplate, page: number, pages: number | null): string {
    const { scope } = this;
    const digits = numberPattern(scope.locale);
    const current = localDigits(String(page), digits);
    const total = pages === null ? '' : localDigits(String(pages), digits);
    for (const name of ['Page', 'Page#', 'PageN']) scope.say(name, current);
    scope.say('TotalPages', total);
    scope.say('TotalPages#', total);
    scope.say('PageNofM', fillPhrase(this.phrases.page_of, { page: current, pages: total }));
    return template.evaluate(scope, (value) => formatPattern(value, { kind: 'general' }, scope));
  }
}
