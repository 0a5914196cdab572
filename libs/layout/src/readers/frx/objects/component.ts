import type { XmlElement } from '@galley/template';
import type { ObjectBase, PrintOn } from '../../../model/objects.js';
import { BORDER_PARTS, borderOf } from '../appearance/border.js';
import { FILL_PARTS, fillOf } from '../appearance/fill.js';
import {
  ignored,
  partOf,
  prefixed,
  unsupported,
  type AttributeTable,
  type Values,
} from '../attributes/attribute.js';
import { choice, flag, formula, name, pixels, text, words } from '../attributes/kinds.js';
import type { FrxContext } from '../frx-context.js';

const PAGES = ['FirstPage', 'LastPage', 'OddPages', 'EvenPages', 'RepeatedBand', 'SinglePage'] as const;
const EDGES = ['Left', 'Top', 'Right', 'Bottom'] as const;

/** What bands and objects have in common. */
export const PRINTED = {
  Name: text(),
  ...prefixed('Border', BORDER_PARTS),
  ...prefixed('Fill', FILL_PARTS),
  Style: name,
  EvenStyle: name,
  EvenStylePriority: choice({ UseFill: false, UseAll: true }, 'UseFill'),
  Visible: flag(true),
  VisibleExpression: formula,
  Printable: flag(true),
  PrintableExpression: formula,
  Exportable: flag(true),
  ExportableExpression: formula,
  PrintOn: words(PAGES, { None: [] }, PAGES.join(', ')),
  Bookmark: formula,
  CanGrow: flag(false),
  CanShrink: flag(false),
  HoverStyle: ignored,
  Cursor: ignored,
  Tag: ignored,
  Restrictions: ignored,
  GroupIndex: ignored,
  ZOrder: ignored,
  TabIndex: ignored,
  AllowSelect: ignored,
  Alias: ignored,
  IsIntersectingWithOtherObject: ignored,
  IsIntersectedWithOtherObject: ignored,
} satisfies AttributeTable;

/** What every object of a band has. */
export const COMPONENT = {
  ...PRINTED,
  Left: pixels(0),
  Top: pixels(0),
  Width: pixels(0),
  Height: pixels(0),
  GrowToBottom: flag(false),
  ShiftMode: choice({ Never: 'never', Always: 'always', WhenOverlapped: 'when_overlapped' }, 'Always'),
  Anchor: words(EDGES, { None: [] }, 'Top, Left'),
  Dock: choice(
    { None: 'none', Left: 'left', Top: 'top', Right: 'right', Bottom: 'bottom', Fill: 'fill' },
    'None',
  ),
  'Hyperlink.Kind': choice(
    {
      URL: 'url',
      Bookmark: 'bookmark',
      PageNumber: 'none',
      DetailReport: 'none',
      DetailPage: 'none',
      Custom: 'none',
    },
    'URL',
  ),
  'Hyperlink.Value': text(),
  'Hyperlink.Expression': formula,
  'Hyperlink.OpenLinkInNewTab': ignored,
  'Hyperlink.SaveURL': ignored,
  'Hyperlink.Target': ignored,
  'Hyperlink.DetailReportName': unsupported('the link is left out'),
  'Hyperlink.DetailPageName': unsupported('the link is left out'),
  'Hyperlink.ReportParameter': unsupported('the link is left out'),
  'Hyperlink.ValuesSeparator': ignored,
  FlagSerializeStyle: ignored,
} satisfies AttributeTable;

type PrintedValues = Values<typeof PRINTED>;
export type ComponentValues = Values<typeof COMPONENT>;

/** What a table makes of an object, whatever further attributes it has; its style already applied. */
export function componentOf(element: XmlElement, read: ComponentValues, context: FrxContext): ObjectBase {
  return {
    ...printedOf(element, read, context),
    left: read.Left,
    top: read.Top,
    width: read.Width,
    height: read.Height,
    link: linkOf(element, read, context),
    bookmark: context.formulas.textOf(read.Bookmark, `${element.name}.Bookmark`),
    highlights: [],
    can_grow: read.CanGrow,
    can_shrink: read.CanShrink,
    grow_to_bottom: read.GrowToBottom,
    shift: read.ShiftMode,
    anchor: {
      left: read.Anchor.has('Left'),
      top: read.Anchor.has('Top'),
      right: read.Anchor.has('Right'),
      bottom: read.Anchor.has('Bottom'),
    },
    dock: read.Dock,
  };
}

/** Name, look and visibility of a band or an object. */
export function printedOf(
  element: XmlElement,
  read: PrintedValues,
  { formulas, styles }: FrxContext,
): Pick<ObjectBase, 'name' | 'box' | 'style' | 'even_style' | 'visible' | 'print_on'> {
  const isShown = read.Visible && read.Printable && read.Exportable;
  const conditions = [read.VisibleExpression, read.PrintableExpression, read.ExportableExpression];
  return {
    name: read.Name,
    box: {
      fill: fillOf(partOf(read, 'Fill', FILL_PARTS)),
      border: borderOf(partOf(read, 'Border', BORDER_PARTS)),
    },
    // Its style is in what was read already.
    style: null,
    even_style: styles.even(read.EvenStyle, read.EvenStylePriority),
    visible: isShown
      ? formulas.all(conditions, `${element.name}.VisibleExpression`)
      : formulas.expression('false', element.name),
    print_on: printOnOf(read.PrintOn),
  };
}

/** Null: everywhere. Pages that stand alone count as first and last page. */
function printOnOf(pages: PrintedValues['PrintOn']): PrintOn | null {
  const onPages = PAGES.slice(0, 4).some((page) => pages.has(page));
  const everywhere = PAGES.every((page) => page === 'SinglePage' || pages.has(page));
  if (everywhere) return null;
  const has = (page: (typeof PAGES)[number]): boolean => !onPages || pages.has(page);
  return {
    first_page: has('FirstPage'),
    last_page: has('LastPage'),
    odd_pages: has('OddPages'),
    even_pages: has('EvenPages'),
    repeated: pages.has('RepeatedBand'),
    original: onPages,
  };
}

function linkOf(
  element: XmlElement,
  read: ComponentValues,
  { formulas, findings }: FrxContext,
): ObjectBase['link'] {
  const at = `${element.name}.Hyperlink`;
  const mark = read['Hyperlink.Kind'] === 'bookmark' ? '#' : '';
  if (read['Hyperlink.Expression'] !== null)
    return formulas.text(`${mark}[${read['Hyperlink.Expression']}]`, at);
  if (read['Hyperlink.Value'] === '') return null;
  if (read['Hyperlink.Kind'] === 'none') {
    findings.add(`${at}.Kind`, 'the link is left out');
    return null;
  }
  return formulas.text(mark + read['Hyperlink.Value'], at);
}
