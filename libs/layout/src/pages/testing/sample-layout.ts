import type { Font } from '../../model/appearance.js';
import type { Band, ChildBand, DataBand, GroupBand } from '../../model/bands.js';
import type { Layout, PageDesign } from '../../model/layout.js';
import type { ObjectBase, TextObject } from '../../model/objects.js';
import { bandOf, objectAt, textAt } from '../../model/plain-objects.js';
import { field, template } from './field-expression.js';

export const FONT: Font = {
  family: 'Sans',
  size: 10,
  bold: false,
  italic: false,
  underline: false,
  strikeout: false,
};

export const BLACK = { red: 0, green: 0, blue: 0, alpha: 1 };

export function objectBase(name: string, left = 0, top = 0, width = 100, height = 10): ObjectBase {
  return { ...objectAt(name, { left, top, width, height }), shift: 'always' };
}

/** A text of the fixed size 100 × 10 unless told otherwise. */
export function text(content: string, changes: Partial<TextObject> = {}): TextObject {
  const wish = { text: template(content), font: FONT, color: BLACK, wrap: true };
  return {
    ...textAt(content, { left: 0, top: 0, width: 100, height: 10 }, wish),
    shift: 'always',
    can_break: true,
    ...changes,
  };
}

/** A band of 10 points that shows one text. */
export function band(content: string | null, changes: Partial<Band> = {}): Band {
  return {
    ...bandOf(content ?? 'band', 10, { can_grow: false, first_row_starts_new_page: true, keep_child: false }),
    objects: content === null ? [] : [text(content)],
    ...changes,
  };
}

export function childBand(content: string, changes: Partial<ChildBand> = {}): ChildBand {
  return {
    ...band(content),
    fill_unused_space: false,
    complete_to_rows: 0,
    print_if_data_empty: false,
    ...changes,
  };
}

export function dataBand(source: string | null, shown: Band, changes: Partial<DataBand> = {}): DataBand {
  return {
    kind: 'data',
    name: shown.name,
    source,
    row_count: 1,
    max_rows: 0,
    filter: null,
    sort: [],
    relation: null,
    band: shown,
    header: null,
    footer: null,
    details: [],
    columns: { count: 1, width: 0, layout: 'across_then_down', min_rows: 0 },
    keep_together: false,
    keep_detail: false,
    print_if_detail_empty: true,
    print_if_source_empty: false,
    hierarchy: null,
    ...changes,
  };
}

/** Groups by one column, in the order in which the rows come. */
export function groupBand(
  by: string,
  header: Band,
  body: GroupBand['body'],
  changes: Partial<GroupBand> = {},
): GroupBand {
  return {
    kind: 'group',
    name: header.name,
    condition: field(by),
    sort: 'none',
    header,
    footer: null,
    keep_together: false,
    keep_with_data: false,
    footer_keep_with_data: false,
    body,
    ...changes,
  };
}

/** A page of 120 × 100 points, with a margin of 10 all around: 100 × 80 to print on. */
export function page(body: PageDesign['body'], changes: Partial<PageDesign> = {}): PageDesign {
  return {
    kind: 'pages',
    name: 'Page1',
    size: { width: 120, height: 100 },
    orientation: null,
    margin: { left: 10, top: 10, right: 10, bottom: 10 },
    mirror_margins: false,
    columns: { count: 1, width: 0, positions: [] },
    unlimited_height: false,
    start_on_odd_page: false,
    reset_page_number: false,
    is_subreport: false,
    print_on_previous_page: false,
    title_before_header: false,
    watermark: null,
    bands: {
      report_title: null,
      page_header: null,
      column_header: null,
      column_footer: null,
      page_footer: null,
      report_summary: null,
      overlay: null,
    },
    body,
    visible: null,
    ...changes,
  };
}

export function layoutOf(sections: Layout['sections'], changes: Partial<Layout> = {}): Layout {
  return {
    kind: 'frx',
    info: { name: null, author: null, description: null },
    locale: null,
    sections,
    styles: {},
    sources: [],
    relations: [],
    parameters: [],
    totals: [],
    assets: [],
    unsupported: [],
    ...changes,
  };
}
