import { parseBy, TemplateError } from '@galley/template';
import { LayoutError } from '../../layout-error.js';
import type { GroupBand, Layout, PageDesign, Watermark } from '../../model/index.js';
import type { LayoutHints, LayoutReader } from '../contract.js';
import { closing } from './closing.js';
import { documentContentSchema, type DocumentContent } from './document-content.js';
import { draftOf, sayingOf, type Draft } from './draft.js';
import { ending } from './ending.js';
import { extraBlock } from './extra-blocks.js';
import { lineTable } from './line-table.js';
import { DOCUMENT } from './names.js';
import { opening } from './opening.js';
import { pageFoot } from './page-foot.js';
import { logoParameters, pageHead } from './page-head.js';
import { solid } from '../../model/plain-objects.js';
import { letters } from './palette.js';
import { isOn } from './sheet.js';
import { firstSaid } from './present-texts.js';

const KIND = /"kind"\s*:\s*"document"/;

/** Printed documents in short: a head, lines, totals, signatures, laid out by the house on A4. */
export const documentReader: LayoutReader = {
  kind: 'document',
  reads: (content) => content.startsWith('{') && KIND.test(content) && kindOf(content) === 'document',
  read: (content, hints) => layoutOf(parsedContent(content), hints),
};

function kindOf(content: string): unknown {
  try {
    return (JSON.parse(content) as { readonly kind?: unknown }).kind;
  } catch {
    // Broken JSON that says it is a document is refused as one.
    return 'document';
  }
}

function parsedContent(content: string): DocumentContent {
  try {
    return parseBy(documentContentSchema, JSON.parse(content));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new LayoutError('layout-invalid', `The layout is not JSON: ${error.message}`);
    }
    if (!(error instanceof TemplateError)) throw error;
    throw new LayoutError('layout-invalid', error.message, error.faults[0]?.pointer ?? null);
  }
}

function layoutOf(content: DocumentContent, hints: LayoutHints): Layout {
  const draft = draftOf(content, hints);
  const { logo } = content.sender;
  return {
    kind: 'document',
    info: { name: null, author: null, description: null },
    locale: null,
    sections: [pageOf(draft)],
    styles: {},
    sources: [DOCUMENT, ...content.blocks.map(({ source }) => source)].map((name) => ({ name, columns: [] })),
    relations: [],
    parameters: logoParameters(draft),
    totals: [],
    assets: logo && 'asset' in logo ? [logo.asset] : [],
    unsupported: [],
  };
}

function pageOf(draft: Draft): PageDesign {
  const { content, sheet } = draft;
  return {
    kind: 'pages',
    name: 'Document',
    size: sheet.size,
    orientation: sheet.orientation,
    margin: sheet.margin,
    mirror_margins: false,
    columns: { count: 1, width: sheet.width, positions: [0] },
    unlimited_height: false,
    start_on_odd_page: false,
    reset_page_number: false,
    is_subreport: false,
    print_on_previous_page: false,
    title_before_header: false,
    watermark: watermarkOf(draft),
    bands: {
      report_title: null,
      page_header: pageHead(draft),
      column_header: null,
      column_footer: null,
      page_footer: pageFoot(draft),
      report_summary: ending(draft),
      overlay: null,
    },
    body: [documentGroup(draft), ...content.blocks.map((block, index) => extraBlock(draft, block, index))],
    visible: null,
  };
}

/** The document as a group: its head before the first line, its totals with the last. */
function documentGroup(draft: Draft): GroupBand {
  const { content, names } = draft;
  return {
    kind: 'group',
    name: 'Document',
    condition: names.value(content.key),
    sort: 'none',
    header: opening(draft),
    footer: closing(draft),
    keep_together: false,
    keep_with_data: true,
    footer_keep_with_data: true,
    body: lineTable(draft, {
      name: 'Lines',
      source: DOCUMENT,
      names,
      columns: content.lines.columns,
      at: '/lines/columns',
      details: content.lines.details.flatMap((detail, index) =>
        isOn(draft.sheet, detail) ? [sayingOf(names, detail, `/lines/details/${index}`)] : [],
      ),
      sort: content.lines.sort,
    }),
  };
}

function watermarkOf(draft: Draft): Watermark | null {
  const { content, names, palette } = draft;
  if (content.watermark.length === 0) return null;
  return {
    text: firstSaid(
      content.watermark.map((mark, index) =>
        sayingOf(names, { ...mark, format: 'text' }, `/watermark/${index}`),
      ),
    ),
    font: letters(96, true),
    fill: solid({ ...palette.quiet, alpha: 0.12 }),
    rotation: 'forward_diagonal',
    image: null,
    image_transparency: 0,
    on_top: false,
  };
}
