import type { DocumentInfo } from '@galley/layout';
import { columnLetters } from './cell-reference.js';
import { MAIN_SPACE, XML_HEAD } from './sheet-frame.js';
import { xmlText } from './sheet-text.js';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A sheet as the workbook lists it; data sheets have a range that a filter covers. */
export interface SheetEntry {
  readonly name: string;
  readonly filter: { readonly columns: number; readonly from: number; readonly to: number } | null;
  /** Rows and columns repeated on every page, as `$1:$3`, where they are not the filter's first row. */
  readonly titles?: string;
  readonly hasPictures?: boolean;
}

export function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/** The drawing of the sheet at a place. */
export function drawingPath(index: number): string {
  return `xl/drawings/drawing${index + 1}.xml`;
}

/** Everything in the package but sheets and styles, by path. */
export function workbookParts(document: DocumentInfo, sheets: readonly SheetEntry[]): Record<string, string> {
  return {
    'xl/workbook.xml': workbook(sheets),
    'xl/_rels/workbook.xml.rels': workbookRelations(sheets),
    'docProps/core.xml': coreProperties(document),
    'docProps/app.xml': `${XML_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Galley</Application></Properties>`,
    '_rels/.rels': packageRelations(),
    '[Content_Types].xml': contentTypes(sheets),
  };
}

function workbook(sheets: readonly SheetEntry[]): string {
  const listed = sheets.map(
    ({ name }, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  // Excel wants defined names in alphabetical order: the filters of all sheets, then the print titles.
  const filters = sheets.map(({ name, filter }, index) =>
    filter && filter.columns > 0
      ? `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${quoted(name)}!$A$${filter.from}:$${columnLetters(filter.columns - 1)}$${filter.to}</definedName>`
      : '',
  );
  const titles = sheets.map(({ name, filter, titles: repeated }, index) => {
    const parts = repeated ? [repeated] : filter ? [`$${filter.from}:$${filter.from}`] : [];
    if (parts.length === 0) return '';
    const places = parts.flatMap((part) => part.split(',')).map((part) => `${quoted(name)}!${part}`);
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${places.join(',')}</definedName>`;
  });
  return (
    `${XML_HEAD}<workbook xmlns="${MAIN_SPACE}" xmlns:r="${OFFICE}"><workbookPr defaultThemeVersion="124226"/>` +
    '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000"/></bookViews>' +
    `<sheets>${listed.join('')}</sheets>` +
    `<definedNames>${filters.join('')}${titles.join('')}</definedNames><calcPr calcId="191029"/></workbook>`
  );
}

function workbookRelations(sheets: readonly SheetEntry[]): string {
  const relations = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const styles = `<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/>`;
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}${styles}</Relationships>`;
}

function packageRelations(): string {
  return (
    `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
    `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>` +
    `<Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
    `<Relationship Id="rId3" Type="${OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>`
  );
}

function contentTypes(sheets: readonly SheetEntry[]): string {
  const parts: [path: string, type: string][] = [
    ['/xl/workbook.xml', `${SHEET_TYPE}.sheet.main+xml`],
    ...sheets.map((_, index): [string, string] => [`/${sheetPath(index)}`, `${SHEET_TYPE}.worksheet+xml`]),
    ...sheets.flatMap(({ hasPictures }, index): [string, string][] =>
      hasPictures
        ? [[`/${drawingPath(index)}`, 'application/vnd.openxmlformats-officedocument.drawing+xml']]
        : [],
    ),
    ['/xl/styles.xml', `${SHEET_TYPE}.styles+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ['/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'],
  ];
  const overrides = parts.map(([path, type]) => `<Override PartName="${path}" ContentType="${type}"/>`);
  return (
    `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    (sheets.some(({ hasPictures }) => hasPictures)
      ? '<Default Extension="png" ContentType="image/png"/>'
      : '') +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
  );
}

function coreProperties(document: DocumentInfo): string {
  const created = `${new Date(document.generated_at).toISOString().slice(0, 19)}Z`;
  return (
    `${XML_HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" ` +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${xmlText(document.title)}</dc:title><dc:creator>${xmlText(document.organization)}</dc:creator>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${created}</dcterms:created>` +
    `<dc:language>${xmlText(document.locale)}</dc:language></cp:coreProperties>`
  );
}

function quoted(name: string): string {
  return xmlText(`'${name.replaceAll("'", "''")}'`);
}
