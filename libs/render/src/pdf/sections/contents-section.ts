import type { ContentsDesign } from '@galley/layout';
import type { RenderInput } from '../../contract.js';
import type { SectionTitle } from '../../pages/section-titles.js';
import { Canvas } from '../document/canvas.js';
import type { DrawingResources } from '../draw/drawing-resources.js';
import { pdfNumber } from '../file/pdf-values.js';
import { pageNumber } from '../table/page-count.js';
import { INK, MUTED } from '../table/palette.js';
import type { TextStyle } from '../table/ruler.js';
import type { DrawnSection } from '../table/section-context.js';
import type { SectionStage } from '../table/section-stage.js';
import { tagged } from '../tags/page-tags.js';
import { plainStage, type SectionWish } from './plain-stage.js';
import type { SectionPlaces } from './section-places.js';

const ENTRY: TextStyle = { size: 10.5, color: INK };
const MAX_LINES = 2;
const LINE = 14;
const GAP = 5;
/** Points at the end of a line that no title reaches into: leaders and the number of a page. */
const NUMBER_ROOM = 56;
/** Points between title, leaders and number. */
const LEADER_GAP = 5;
/** Entries that stay with the title above them. */
const KEPT = 3;

/** Draws the titles of the other sections, with leaders to the pages on which they begin, and links to them. */
export function drawContentsSection(
  resources: DrawingResources,
  input: RenderInput,
  design: ContentsDesign,
  entries: readonly SectionTitle[],
  places: SectionPlaces,
  wish: SectionWish,
): DrawnSection {
  const stage = plainStage(resources, input, design, wish);
  stage.pages.showsColumns = false;
  stage.pages.begin(KEPT * (LINE + GAP));
  for (const entry of entries) new ContentsEntry(stage, resources, entry, places).draw();
  return { leaf: stage.pages.leave(), complete: () => stage.complete() };
}

class ContentsEntry {
  constructor(
    private readonly stage: SectionStage,
    private readonly resources: DrawingResources,
    private readonly entry: SectionTitle,
    private readonly places: SectionPlaces,
  ) {}

  draw(): void {
    const { pages, geometry, ruler } = this.stage;
    const { left, right } = geometry;
    const isLtr = geometry.layout.direction === 'ltr';
    const room = ruler.between(left + (isLtr ? 0 : NUMBER_ROOM), right - (isLtr ? NUMBER_ROOM : 0));
    const lines = room.break(this.entry.title, ENTRY, MAX_LINES);
    const height = lines.length * LINE + GAP;
    pages.ensure(height);
    const [panel] = pages.panels;
    if (panel) {
      const { text, pen, tags } = panel;
      tagged(tags, text, 'P', () => {
        lines.forEach((line, at) =>
          room.line(text, line, pages.y - (at + 1) * LINE + ENTRY.size * 0.3, ENTRY, 'start'),
        );
        const y = pages.y - lines.length * LINE + ENTRY.size * 0.3;
        text.form(this.numberForm(lines.at(-1) ?? ''), 0, y);
      });
      const frame = { x: left, y: pen.pageHeight - pages.y, width: right - left, height };
      pen.link(frame, this.places.linkTo(this.entry.section));
    }
    pages.y -= height;
  }

  /** A place for leaders and number, drawn when the page is known. */
  private numberForm(line: string): string {
    const { geometry, ruler, info } = this.stage;
    const { left, right } = geometry;
    const { pdf } = this.resources;
    const form = pdf.declareForm();
    const isLtr = geometry.layout.direction === 'ltr';
    const title = (pdf.text.line(line, false).width * ENTRY.size) / 1000;
    this.places.whenBegun(this.entry.section, (page) => {
      const number = pageNumber(page, info.locale);
      const width = (pdf.text.line(number, false).width * ENTRY.size) / 1000;
      const canvas = new Canvas();
      ruler.line(canvas, number, 0, ENTRY, 'end');
      const from = isLtr ? left + title + LEADER_GAP : left + width + LEADER_GAP;
      const to = isLtr ? right - width - LEADER_GAP : right - title - LEADER_GAP;
      drawLeaders(canvas, from, to);
      pdf.writeForm(form, [left, -ENTRY.size, right, 2 * ENTRY.size], canvas);
    });
    return form;
  }
}

/** A row of dots on the line of the letters. */
function drawLeaders(canvas: Canvas, from: number, to: number): void {
  if (to - from < 8) return;
  const color = MUTED.map(pdfNumber).join(' ');
  const [x1, x2] = [from, to].map(pdfNumber);
  canvas.operators(`${color} RG 0.8 w 1 J [0 3.2] 0 d ${x1} 0.6 m ${x2} 0.6 l S\n`);
}
