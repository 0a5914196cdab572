import type { XmlElement } from '@galley/template';
import type { PageDesign, Watermark } from '../../../model/layout.js';
import { fillOf, TEXT_FILL_PARTS } from '../appearance/fill.js';
import { font } from '../appearance/font.js';
import {
  attribute,
  ignored,
  partOf,
  prefixed,
  unsupported,
  type AttributeTable,
  type Values,
} from '../attributes/attribute.js';
import {
  choice,
  decimal,
  flag,
  formula,
  millimetres,
  number,
  POINTS_PER_MM,
  text,
} from '../attributes/kinds.js';
import type { FrxContext } from '../frx-context.js';
import { bytes } from '../objects/picture.js';
import { color } from '../appearance/color.js';
import { plainBand } from './band.js';
import { readBodies } from './body.js';

const positions = attribute<readonly number[]>('millimetres, with commas between', [], (written) => {
  const values = written.split(',').map((one) => decimal(one));
  return values.every((value) => value !== undefined)
    ? values.map((value) => value * POINTS_PER_MM)
    : undefined;
});

export const PAGE = {
  Name: text(),
  PaperWidth: millimetres(210),
  PaperHeight: millimetres(297),
  RawPaperSize: ignored,
  Landscape: flag(false),
  LeftMargin: millimetres(10),
  TopMargin: millimetres(10),
  RightMargin: millimetres(10),
  BottomMargin: millimetres(10),
  MirrorMargins: flag(false),
  'Columns.Count': number(1),
  'Columns.Width': millimetres(0),
  'Columns.Positions': positions,
  UnlimitedHeight: flag(false),
  UnlimitedWidth: unsupported('the page keeps its width'),
  StartOnOddPage: flag(false),
  ResetPageNumber: flag(false),
  PrintOnPreviousPage: flag(false),
  TitleBeforeHeader: flag(true),
  Visible: flag(true),
  VisibleExpression: formula,
  'Watermark.Enabled': flag(false),
  'Watermark.Text': text(),
  'Watermark.Font': font('Arial, 60pt'),
  ...prefixed('Watermark.TextFill', { ...TEXT_FILL_PARTS, '.Color': color('LightGray') }),
  'Watermark.TextRotation': choice(
    {
      Horizontal: 'horizontal',
      Vertical: 'vertical',
      ForwardDiagonal: 'forward_diagonal',
      BackwardDiagonal: 'backward_diagonal',
    },
    'ForwardDiagonal',
  ),
  'Watermark.Image': bytes,
  'Watermark.ImageSize': ignored,
  'Watermark.ImageTransparency': number(0),
  'Watermark.ShowTextOnTop': flag(true),
  'Watermark.ShowImageOnTop': flag(false),
  OutlineExpression: unsupported('bands have outlines, pages none'),
  BackPage: unsupported('the page is printed where it stands'),
  BackPageOddEven: ignored,
  Border: ignored,
  'Border.Lines': unsupported('the page has no frame'),
  'Border.Color': ignored,
  'Border.Width': ignored,
  'Border.Style': ignored,
  Fill: ignored,
  'Fill.Color': unsupported('the page has no background'),
  FirstPageSource: ignored,
  OtherPagesSource: ignored,
  LastPageSource: ignored,
  Duplex: ignored,
  ExtraDesignWidth: ignored,
  ExportAlias: ignored,
  Guides: ignored,
  PrintOnRollPaper: ignored,
  UnlimitedHeightValue: ignored,
  UnlimitedWidthValue: ignored,
} satisfies AttributeTable;

type PageValues = Values<typeof PAGE>;

/** The bands of a page that stand once. */
export const PAGE_BANDS = {
  ReportTitleBand: 'report_title',
  PageHeaderBand: 'page_header',
  ColumnHeaderBand: 'column_header',
  ColumnFooterBand: 'column_footer',
  PageFooterBand: 'page_footer',
  ReportSummaryBand: 'report_summary',
  OverlayBand: 'overlay',
} as const;

export function readPage(element: XmlElement, context: FrxContext): Omit<PageDesign, 'is_subreport'> {
  const read = context.read(element, PAGE);
  return {
    kind: 'pages',
    name: read.Name,
    size: { width: read.PaperWidth, height: read.PaperHeight },
    orientation: read.Landscape ? 'landscape' : 'portrait',
    margin: {
      left: read.LeftMargin,
      top: read.TopMargin,
      right: read.RightMargin,
      bottom: read.BottomMargin,
    },
    mirror_margins: read.MirrorMargins,
    columns: {
      count: Math.min(50, Math.max(1, Math.trunc(read['Columns.Count']))),
      width: read['Columns.Width'],
      positions: read['Columns.Positions'],
    },
    unlimited_height: read.UnlimitedHeight,
    start_on_odd_page: read.StartOnOddPage,
    reset_page_number: read.ResetPageNumber,
    print_on_previous_page: read.PrintOnPreviousPage,
    title_before_header: read.TitleBeforeHeader,
    watermark: read['Watermark.Enabled'] ? watermarkOf(read, context) : null,
    bands: bandsOf(element, context),
    body: readBodies(element.children, context),
    visible: visibleOf(read, context),
  };
}

function bandsOf(element: XmlElement, context: FrxContext): PageDesign['bands'] {
  const entries = Object.entries(PAGE_BANDS).map(([name, key]) => [
    key,
    plainBand(
      element.children.find((one) => one.name === name),
      context,
    ),
  ]);
  return Object.fromEntries(entries) as PageDesign['bands'];
}

function visibleOf(read: PageValues, { formulas }: FrxContext): PageDesign['visible'] {
  return formulas.expression(read.Visible ? read.VisibleExpression : 'false', 'ReportPage.VisibleExpression');
}

function watermarkOf(read: PageValues, { formulas }: FrxContext): Watermark {
  const image = read['Watermark.Image'];
  const fill = partOf(read, 'Watermark.TextFill', TEXT_FILL_PARTS);
  return {
    text: read['Watermark.Text'] === '' ? null : formulas.text(read['Watermark.Text'], 'Watermark.Text'),
    font: read['Watermark.Font'],
    fill: fillOf(fill) ?? { kind: 'solid', color: fill['.Color'] },
    rotation: read['Watermark.TextRotation'],
    image: image.length > 0 ? image : null,
    image_transparency: Math.min(1, Math.max(0, read['Watermark.ImageTransparency'])),
    on_top: read['Watermark.ShowTextOnTop'],
  };
}
