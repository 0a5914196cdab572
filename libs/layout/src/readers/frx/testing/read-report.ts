import type { BodyBand, DataBand } from '../../../model/bands.js';
import type { Layout, PageDesign } from '../../../model/layout.js';
import type { LayoutObject } from '../../../model/objects.js';
import { frxReader } from '../frx-reader.js';

const HINTS = { signature_config: null, orientation: 'auto', locale: 'en' } as const;

/** A report of these elements. */
export function readReport(inner: string, attributes = ''): Layout {
  return frxReader.read(`<?xml version="1.0"?><Report ${attributes}>${inner}</Report>`, HINTS);
}

/** A report of one page with these bands. */
export function readBands(bands: string, before = ''): { layout: Layout; page: PageDesign } {
  const layout = readReport(`${before}<ReportPage Name="Page1">${bands}</ReportPage>`);
  return { layout, page: pageOf(layout, 0) };
}

export function pageOf(layout: Layout, at: number): PageDesign {
  const section = layout.sections[at];
  if (section?.kind !== 'pages') throw new Error(`section ${at} is no page`);
  return section;
}

/** The objects of a report title that holds these elements, and what the reader found missing. */
export function readObjects(
  inner: string,
  before = '',
): { objects: readonly LayoutObject[]; missing: Record<string, string> } {
  const { layout, page } = readBands(
    `<ReportTitleBand Name="T" Height="100">${inner}</ReportTitleBand>`,
    before,
  );
  return { objects: page.bands.report_title?.objects ?? [], missing: missingOf(layout) };
}

/** The only object, of the kind it should have. */
export function readObject<K extends LayoutObject['kind']>(
  kind: K,
  xml: string,
  before = '',
): Extract<LayoutObject, { kind: K }> {
  const [object] = readObjects(xml, before).objects;
  if (object?.kind !== kind) throw new Error(`it is a ${object?.kind ?? 'nothing'}`);
  return object as Extract<LayoutObject, { kind: K }>;
}

/** What is not supported, and what stands in its place. */
export function missingOf(layout: Layout): Record<string, string> {
  return Object.fromEntries(layout.unsupported.map(({ element, instead }) => [element, instead]));
}

/** The innermost data band. */
export function dataOf(body: BodyBand | undefined): DataBand {
  if (!body) throw new Error('there is no band');
  return body.kind === 'data' ? body : dataOf(body.body);
}
