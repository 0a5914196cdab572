import type { TextDesign } from '@galley/layout';
import type { RenderInput } from '../../contract.js';
import { printedText } from '../../groups/printed-text.js';
import type { RowScope } from '../../groups/row-scope.js';
import { markdownBlocks } from '../../pages/markdown-blocks.js';
import type { RunDatasets } from '../../pages/run-datasets.js';
import { textScopes } from '../../pages/text-scopes.js';
import type { DrawingResources } from '../draw/drawing-resources.js';
import type { FlowLook } from '../table/flow-text.js';
import { ACCENT, MUTED } from '../table/palette.js';
import type { DrawnSection } from '../table/section-context.js';
import type { SectionStage } from '../table/section-stage.js';
import { plainStage, type SectionWish } from './plain-stage.js';

const BODY: FlowLook = { size: 10, line_spacing: 1.15, least_lines: 2, isAlignedByText: true };
const HEADING: FlowLook = {
  size: 11.5,
  line_spacing: 1.1,
  least_lines: 1,
  bold: true,
  color: ACCENT,
  tag: 'H2',
};
const NOTHING: FlowLook = { ...BODY, color: MUTED, least_lines: 1 };
/** Points above a paragraph and above a heading. */
const PARAGRAPH_GAP = 5;
const HEADING_GAP = 10;
/** Lines of text that stay with the title or heading above them. */
const KEPT_LINES = 3;

/**
 * Draws running text: the paragraphs once, or for each row of a dataset, as they come. Errors: `LayoutError`, `ExpressionError`,
 * `DatasetStreamError`.
 */
export async function drawTextSection(
  resources: DrawingResources,
  input: RenderInput,
  design: TextDesign,
  datasets: RunDatasets,
  wish: SectionWish,
): Promise<DrawnSection> {
  const stage = plainStage(resources, input, design, wish);
  const flow = new TextFlow(stage, design);
  const { pdf } = resources;
  stage.pages.showsColumns = false;
  stage.pages.begin(KEPT_LINES * BODY.size * 1.5);
  for await (const scope of textScopes(design, datasets, stage.info)) {
    flow.print(scope);
    if (pdf.isBusy) await pdf.room();
  }
  flow.finish();
  return { leaf: stage.pages.leave(), complete: () => stage.complete() };
}

class TextFlow {
  private isEmpty = true;

  constructor(
    private readonly stage: SectionStage,
    private readonly design: TextDesign,
  ) {}

  /** Prints heading and paragraphs of a row; those that come out empty are left out. */
  print(scope: RowScope): void {
    const { heading, paragraphs } = this.design;
    const blocks = paragraphs.flatMap((one) => markdownBlocks(printedText(one, scope)));
    const head = heading === null ? '' : printedText(heading, scope).trim();
    if (head !== '') this.heading(head, HEADING, blocks.length > 0);
    for (const [at, block] of blocks.entries()) {
      if (block.startsWith('#')) this.heading(block, BODY, at < blocks.length - 1);
      else this.paragraph(block, BODY);
    }
  }

  finish(): void {
    const { blocks, phrases } = this.stage;
    if (this.isEmpty) this.paragraph(phrases.no_data, NOTHING);
    for (const note of this.design.notes) blocks.note(note);
  }

  /** A heading stays with the first lines below it. */
  private heading(text: string, look: FlowLook, isFollowed: boolean): void {
    const { blocks, pages } = this.stage;
    const below = isFollowed ? KEPT_LINES * BODY.size * 1.5 : 0;
    pages.ensure(HEADING_GAP + blocks.heightOf(text, look) + below);
    pages.y -= this.isEmpty ? 0 : HEADING_GAP - PARAGRAPH_GAP;
    this.paragraph(text, look);
  }

  private paragraph(text: string, look: FlowLook): void {
    const { blocks, pages } = this.stage;
    pages.y -= this.isEmpty ? 0 : PARAGRAPH_GAP;
    blocks.flow(text, look);
    this.isEmpty = false;
  }
}
