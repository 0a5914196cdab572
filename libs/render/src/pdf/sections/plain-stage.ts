import { plainLayout, type SectionFrame } from '@galley/layout';
import type { RenderInput } from '../../contract.js';
import type { PageDecoration } from '../document/pdf-document.js';
import type { DrawingResources } from '../draw/drawing-resources.js';
import type { OpenLeaf, SectionContext } from '../table/section-context.js';
import { type SectionStage, sectionStage } from '../table/section-stage.js';

/** How a section of a document is drawn. */
export interface SectionWish {
  readonly context: SectionContext;
  readonly decoration: PageDecoration | null;
}

/** Pages of a section that is no table. */
export function plainStage(
  resources: DrawingResources,
  { document: info, options }: RenderInput,
  design: SectionFrame,
  wish: SectionWish,
): SectionStage {
  const orientation = lying(wish.context.before, options.orientation);
  const layout = plainLayout({ ...options, orientation, direction: design.direction }, info.locale);
  return sectionStage({ resources, info, layout, design, columns: [], logo: null, ...wish });
}

/** As the run wants pages to lie; where it leaves that open, as the page on which the section goes on. */
function lying(
  before: OpenLeaf | null,
  wished: RenderInput['options']['orientation'] = 'auto',
): 'portrait' | 'landscape' {
  if (wished !== 'auto') return wished;
  return before && before.width > before.height ? 'landscape' : 'portrait';
}
