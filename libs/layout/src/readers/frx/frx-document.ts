import { STYLE } from './appearance/style-sheet.js';
import type { Attribute, AttributeTable } from './attributes/attribute.js';
import { BAND, CHILD_BAND, DATA_BAND, GROUP_HEADER, SORT } from './bands/band-table.js';
import { PAGE, PAGE_BANDS } from './bands/page.js';
import { CHART_SERIES } from './chart/chart.js';
import { CHART_TYPES } from './chart/chart-types.js';
import { COLUMN, DATA_SOURCE, PARAMETER, RELATION, TOTAL } from './dictionary/dictionary-table.js';
import { SYMBOLOGIES } from './barcode/symbologies.js';
import { COMPONENT } from './objects/component.js';
import { CONDITION } from './objects/highlights.js';
import { MATRIX_CELL, MATRIX_HEADER } from './objects/matrix.js';
import { OBJECTS, UNDRAWN_OBJECTS } from './objects/objects.js';
import { TABLE_CELL, TABLE_COLUMN, TABLE_ROW } from './objects/table.js';
import { TEXT } from './objects/text.js';
import { REPORT, UNREAD_ELEMENTS } from './report-table.js';

interface Entry {
  readonly element: string;
  readonly what: string;
  readonly table: AttributeTable;
  /** Described elsewhere already: `Every object`. */
  readonly base?: { readonly name: string; readonly table: AttributeTable };
}

const EVERY_OBJECT = { name: 'every object', table: COMPONENT };
const EVERY_BAND = { name: 'every band', table: BAND };
const EVERY_TEXT = { name: '`TextObject`', table: TEXT };

const CHAPTERS: readonly { readonly title: string; readonly entries: readonly Entry[] }[] = [
  {
    title: 'Report and dictionary',
    entries: [
      { element: 'Report', what: 'the template', table: REPORT },
      { element: 'Style', what: 'a look by name, under `Styles`', table: STYLE },
      {
        element: '…DataSource',
        what: 'a source: `TableDataSource`, `BusinessObjectDataSource` …; filled by the template’s binding or a named dataset',
        table: DATA_SOURCE,
      },
      { element: 'Column', what: 'a column of a source; with `Expression` a calculated one', table: COLUMN },
      {
        element: 'Relation',
        what: 'which rows belong to which; `[Orders.Customers.Name]` climbs it',
        table: RELATION,
      },
      {
        element: 'Parameter',
        what: 'a value of the run, or its expression; may be nested',
        table: PARAMETER,
      },
      { element: 'Total', what: 'a figure by name', table: TOTAL },
    ],
  },
  {
    title: 'Pages and bands',
    entries: [
      { element: 'ReportPage', what: 'a design page', table: PAGE },
      {
        element: 'Every band',
        what: `${Object.keys(PAGE_BANDS)
          .map((name) => `\`${name}\``)
          .join(', ')}, \`DataHeaderBand\`, \`DataFooterBand\`, \`GroupFooterBand\``,
        table: BAND,
      },
      { element: 'DataBand', what: 'printed for every row', table: DATA_BAND, base: EVERY_BAND },
      { element: 'Sort', what: 'order of a data band', table: SORT },
      {
        element: 'GroupHeaderBand',
        what: 'around rows whose condition is equal',
        table: GROUP_HEADER,
        base: EVERY_BAND,
      },
      { element: 'ChildBand', what: 'printed after its band', table: CHILD_BAND, base: EVERY_BAND },
    ],
  },
  {
    title: 'Objects',
    entries: [
      { element: 'Every object', what: 'whatever stands in a band', table: COMPONENT },
      ...Object.entries(OBJECTS).map(([element, { what, table }]) => ({
        element,
        what,
        table,
        base: element !== 'TextObject' && 'TextRenderType' in table ? EVERY_TEXT : EVERY_OBJECT,
      })),
    ],
  },
  {
    title: 'Parts of objects',
    entries: [
      { element: 'Condition', what: 'a look under a condition, under `Highlight`', table: CONDITION },
      { element: 'TableColumn', what: 'of a table or a matrix', table: TABLE_COLUMN },
      { element: 'TableRow', what: 'of a table or a matrix', table: TABLE_ROW },
      { element: 'TableCell', what: 'of a table or a matrix', table: TABLE_CELL, base: EVERY_TEXT },
      { element: 'Header', what: 'a level of `MatrixColumns` or `MatrixRows`', table: MATRIX_HEADER },
      { element: 'Cell', what: 'a measure, under `MatrixCells`', table: MATRIX_CELL },
      { element: 'MSChartSeries', what: 'data of a series of `ChartData`', table: CHART_SERIES },
    ],
  },
];

const INTRODUCTION = `# FastReport templates

Written by \`node tools/run.mjs frx-doc\` from the tables that the reader works by (\`libs/layout/src/readers/frx\`).

A template is printed as far as it is driven by data. Script code and events never run, connections are never opened, nothing
is fetched: what a template asks for beyond this document is listed by \`POST /api/reports/templates/:id/check\` by the
names used here, with what is printed instead. Lengths are pixels at 96 dpi, of pages millimetres. An attribute that is not
written has the value in parentheses. A name in an expression that nothing declares is empty; an expression that cannot be
parsed is printed as it is written; DOCTYPE, entities and processing instructions are refused.
`;

/** docs/frx.md: every element and attribute, from the tables that read them. */
export function frxDocument(): string {
  const chapters = CHAPTERS.flatMap(({ title, entries }) => [`## ${title}`, ...entries.map(entryText)]);
  return [INTRODUCTION.trim(), ...chapters, ...appendices(), ''].join('\n\n').replace(/\n+$/, '\n');
}

function entryText({ element, what, table, base }: Entry): string {
  const own = Object.entries(table).filter(([name, one]) => base?.table[name] !== one);
  const of = (effect: Attribute<unknown>['effect']): typeof own =>
    own.filter(([, one]) => one.effect === effect);
  const parts = [
    `### ${element}`,
    `${what[0]?.toUpperCase()}${what.slice(1)}.${base ? ` As ${base.name}, and:` : ''}`,
  ];
  const read = of('read').map(([name, { values }]) => [code(name), cell(values)]);
  const missing = of('unsupported').map(([name, { instead }]) => [
    code(name),
    `not supported: ${cell(instead ?? '')}`,
  ]);
  if (read.length + missing.length > 0) parts.push(tableText(['attribute', 'values'], [...read, ...missing]));
  const ignored = of('ignored').map(([name]) => code(name));
  if (ignored.length > 0) parts.push(`No effect on paper: ${ignored.join(', ')}.`);
  return parts.join('\n\n');
}

function appendices(): readonly string[] {
  const codes = Object.entries(SYMBOLOGIES).map(([name, { name: drawn }]) => [code(name), code(drawn)]);
  const charts = Object.entries(CHART_TYPES).map(([name, { kind, stacking, instead }]) => [
    code(name),
    instead ?? [stacking, kind.replaceAll('_', ' ')].filter(Boolean).join(' '),
  ]);
  const undrawn = [...UNDRAWN_OBJECTS, ...UNREAD_ELEMENTS].map(([name, instead]) => [code(name), instead]);
  return [
    '## Barcodes',
    tableText(['`Barcode`', 'symbology of bwip-js'], codes),
    '## Chart types',
    tableText(['`ChartType`', 'drawn as'], charts),
    '## Not printed',
    tableText(['element', 'instead'], undrawn),
  ];
}

function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(name: string): string {
  return name === '' ? '' : `\`${name}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
