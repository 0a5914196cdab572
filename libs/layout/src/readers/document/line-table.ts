import type { Band, DataBand, Highlight, LayoutObject } from '../../model/index.js';
import type { DocumentColumn } from './document-content.js';
import type { Draft } from './draft.js';
import { placeColumns, type PlacedColumn } from './line-columns.js';
import type { Names } from './names.js';
import { bandOf, chained, line, ruled, textAt, solid } from '../../model/plain-objects.js';
import { letters, type Palette } from './palette.js';
import { allSaid, saysMoreThan, type Saying } from './present-texts.js';
import { isFigure, patternOf } from './value-formats.js';

const HEAD = 20;
const ROW = 17;
const SIDE = 4;
const NO_COLUMNS = { count: 1, width: 0, layout: 'across_then_down', min_rows: 0 } as const;

/** What a table of a document's lines is made of. */
export interface TableWish {
  readonly name: string;
  readonly source: string;
  readonly names: Names;
  readonly columns: readonly DocumentColumn[];
  /** JSON pointer to them. */
  readonly at: string;
  readonly details: readonly Saying[];
  readonly sort: string | null;
}

/** The lines: labels repeated on every page, rows that grow with long text, remarks below a row in small letters. */
export function lineTable(draft: Draft, wish: TableWish): DataBand {
  const placed = placeColumns(wish.columns, draft.sheet);
  const { palette } = draft;
  return {
    kind: 'data',
    name: wish.name,
    source: wish.source,
    row_count: 0,
    max_rows: 0,
    filter: null,
    sort: wish.sort === null ? [] : [{ value: wish.names.value(wish.sort), descending: false }],
    relation: null,
    band: bandOf(`${wish.name}Row`, ROW, {
      box: ruled({ top: line(palette.hairline, 0.5) }),
      objects: placed.map((column) => cell(column, wish, palette)),
      child: chained(detailBands(placed, wish, palette)),
    }),
    header: headBand(wish, placed, palette),
    footer: null,
    details: [],
    columns: NO_COLUMNS,
    keep_together: false,
    keep_detail: true,
    print_if_detail_empty: true,
    print_if_source_empty: false,
    hierarchy: null,
  };
}

function headBand({ name, names, at }: TableWish, placed: readonly PlacedColumn[], palette: Palette): Band {
  return bandOf(`${name}Head`, HEAD, {
    repeat_on_every_page: true,
    box: ruled({ bottom: line(palette.accent, 0.8) }, palette.tint),
    objects: placed.map(({ column, index, left, width, align }) =>
      textAt(
        `${name}Label${index}`,
        { left, top: 0, width, height: HEAD },
        {
          text: names.text(column.label, `${at}/${index}/label`),
          font: letters(7.8, true),
          color: palette.ink,
          align,
          padding: { left: SIDE, right: SIDE, top: 5, bottom: 4 },
        },
        { can_grow: true },
      ),
    ),
  });
}

function cell(
  { column, index, left, width, align }: PlacedColumn,
  { name, names, at }: TableWish,
  palette: Palette,
): LayoutObject {
  const pointer = `${at}/${index}`;
  return textAt(
    `${name}Cell${index}`,
    { left, top: 0, width, height: ROW },
    {
      text: names.shown(column, pointer),
      format: patternOf(column.format),
      font: letters(8.5),
      color: palette.ink,
      align,
      padding: { left: SIDE, right: SIDE, top: 3, bottom: 2 },
      shrink: isFigure(column.format),
    },
    {
      // A figure broken into two lines is no figure: it becomes smaller instead.
      can_grow: !isFigure(column.format),
      visible: column.when === undefined ? null : names.condition(column.when, `${pointer}/when`),
      highlights:
        column.alert === undefined ? [] : [alert(names.condition(column.alert, `${pointer}/alert`), palette)],
    },
  );
}

function alert(when: Highlight['when'], palette: Palette): Highlight {
  return {
    when,
    fill: null,
    text_fill: solid(palette.alert),
    font: letters(8.5, true),
    border: null,
    visible: true,
  };
}

/** What else is to be said of a row stands below its text. */
function detailBands(
  placed: readonly PlacedColumn[],
  { name, details }: TableWish,
  palette: Palette,
): Band[] {
  const below = placed.find(({ column }) => column.grow) ?? placed[0];
  if (details.length === 0 || !below) return [];
  const last = placed.at(-1) ?? below;
  return [
    bandOf(`${name}Details`, 10, {
      visible: saysMoreThan(0, details),
      objects: [
        textAt(
          `${name}Detail`,
          { left: below.left, top: 0, width: last.left + last.width - below.left, height: 10 },
          {
            text: allSaid(details, '  ·  '),
            font: letters(7.5),
            color: palette.quiet,
            padding: { left: SIDE, right: SIDE, bottom: 3 },
          },
          { can_grow: true },
        ),
      ],
    }),
  ];
}
