import type { XmlElement } from '@galley/template';
import type { PageDesign } from '../../../model/layout.js';
import { LayoutError } from '../../../layout-error.js';
import type { FrxContext } from '../frx-context.js';
import { readPage } from './page.js';

/** The pages of a report; those that a subreport shows are printed only there. */
export function readPages(root: XmlElement, context: FrxContext): readonly PageDesign[] {
  const pages = root.children.filter(({ name }) => name === 'ReportPage');
  if (pages.length === 0)
    throw new LayoutError('layout-invalid', 'The layout has no <ReportPage>.', 'Report');
  const shown = new Set(pages.flatMap((page) => subreportsOf(page)));
  return pages.map((page) => ({
    ...readPage(page, context),
    is_subreport: shown.has(page.attributes.get('Name') ?? ''),
  }));
}

/** Names of the pages that subreports inside an element show. */
function subreportsOf(element: XmlElement): readonly string[] {
  const own = element.name === 'SubreportObject' ? (element.attributes.get('ReportPage') ?? []) : [];
  return [own, element.children.flatMap((child) => subreportsOf(child))].flat();
}
