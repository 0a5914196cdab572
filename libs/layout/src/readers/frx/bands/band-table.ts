import { ignored, unsupported, type AttributeTable } from '../attributes/attribute.js';
import { choice, flag, formula, name, number, pixels } from '../attributes/kinds.js';
import { PRINTED } from '../objects/component.js';

/** What every band has. */
export const BAND = {
  ...PRINTED,
  Height: pixels(0),
  Left: ignored,
  Top: ignored,
  Width: ignored,
  Dock: ignored,
  Anchor: ignored,
  ShiftMode: ignored,
  GrowToBottom: ignored,
  Guides: ignored,
  CanBreak: flag(false),
  StartNewPage: flag(false),
  FirstRowStartsNewPage: flag(true),
  ResetPageNumber: flag(false),
  PrintOnBottom: flag(false),
  RepeatOnEveryPage: flag(false),
  KeepChild: flag(false),
  KeepWithData: flag(false),
  OutlineExpression: formula,
  RepeatBandNTimes: unsupported('printed once'),
  'Hyperlink.Kind': ignored,
  'Hyperlink.Value': unsupported('the link is left out'),
  'Hyperlink.Expression': unsupported('the link is left out'),
} satisfies AttributeTable;

export const CHILD_BAND = {
  ...BAND,
  FillUnusedSpace: flag(false),
  CompleteToNRows: number(0),
  PrintIfDatabandEmpty: flag(false),
} satisfies AttributeTable;

export const DATA_BAND = {
  ...BAND,
  DataSource: name,
  RowCount: number(1),
  MaxRows: number(0),
  Filter: formula,
  Relation: name,
  'Columns.Count': number(0),
  'Columns.Width': pixels(0),
  'Columns.Layout': choice(
    { AcrossThenDown: 'across_then_down', DownThenAcross: 'down_then_across' },
    'AcrossThenDown',
  ),
  'Columns.MinRowCount': number(0),
  KeepTogether: flag(false),
  KeepDetail: flag(false),
  KeepSummary: unsupported('the summary may stand on a page of its own'),
  PrintIfDetailEmpty: flag(false),
  PrintIfDatasourceEmpty: flag(false),
  IdColumn: formula,
  ParentIdColumn: formula,
  Indent: pixels(37.8),
  CollectChildRows: unsupported('details are printed row by row'),
} satisfies AttributeTable;

/** `<Sort><Sort Expression="" Descending=""/></Sort>` of a data band. */
export const SORT = { Expression: formula, Descending: flag(false) } satisfies AttributeTable;

export const GROUP_HEADER = {
  ...BAND,
  Condition: formula,
  SortOrder: choice({ Ascending: 'asc', Descending: 'desc', None: 'none' }, 'Ascending'),
  KeepTogether: flag(false),
} satisfies AttributeTable;
