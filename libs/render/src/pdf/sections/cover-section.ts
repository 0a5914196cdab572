import { type CoverDesign, plainLayout } from '@galley/layout';
import type { RenderInput } from '../../contract.js';
import { coverTexts } from '../../pages/cover-texts.js';
import type { OpenDataset } from '../../pages/run-datasets.js';
import type { DrawingResources } from '../draw/drawing-resources.js';
import { CoverPainter } from './cover-painter.js';
import type { SectionWish } from './plain-stage.js';

/** What the organization's picture is called, whatever asset it is. */
const LOGO = 'logo';

/** Draws the cover of a document: pages without running head or foot. Errors: `ExpressionError`, `DatasetStreamError`. */
export async function drawCoverSection(
  resources: DrawingResources,
  input: RenderInput,
  design: CoverDesign,
  opened: OpenDataset,
  { context, decoration }: SectionWish,
): Promise<void> {
  const texts = await coverTexts(input, design, opened);
  const layout = plainLayout({ ...input.options, direction: design.direction }, input.document.locale);
  const picture = input.assets?.get(design.logo ?? LOGO) ?? null;
  const painter = new CoverPainter(resources, layout, decoration);
  context.begun(painter.start, texts.title);
  painter.draw(texts, picture);
}
