import type { XmlElement } from '@galley/template';
import type { LayoutObject } from '../../../model/objects.js';
import { BARCODE, readBarcode } from '../barcode/barcode.js';
import { CHART, readChart } from '../chart/chart.js';
import type { AttributeTable } from '../attributes/attribute.js';
import type { FrxContext } from '../frx-context.js';
import { CHECK_BOX, readCheckBox } from './check-box.js';
import { CONTAINER, readContainer } from './container.js';
import { LINE, readLine } from './line.js';
import { MATRIX, readMatrix } from './matrix.js';
import { PICTURE, readPicture } from './picture.js';
import { POLYGON, readPolygon, readPolyLine, readShape, SHAPE } from './shape.js';
import { readSubreport, SUBREPORT } from './subreport.js';
import { readTable, TABLE } from './table.js';
import { readText, TEXT } from './text.js';
import { CELLULAR, HTML, readCellular, readHtml, readRich, RICH } from './text-kinds.js';
import { readZipCode, ZIP_CODE } from './zip-code.js';

interface ObjectKind {
  readonly what: string;
  readonly table: AttributeTable;
  read(element: XmlElement, context: FrxContext): LayoutObject | readonly LayoutObject[] | null;
}

/** One line per object of a band. */
export const OBJECTS: Readonly<Record<string, ObjectKind>> = {
  TextObject: { what: 'text with expressions', table: TEXT, read: readText },
  HtmlObject: { what: 'text in the safe subset of HTML', table: HTML, read: readHtml },
  RichObject: { what: 'rich text, printed plain', table: RICH, read: readRich },
  CellularTextObject: { what: 'text, printed in one frame', table: CELLULAR, read: readCellular },
  LineObject: { what: 'line', table: LINE, read: readLine },
  ShapeObject: { what: 'shape', table: SHAPE, read: readShape },
  PolygonObject: { what: 'polygon', table: POLYGON, read: readPolygon },
  PolyLineObject: { what: 'line with corners', table: POLYGON, read: readPolyLine },
  PictureObject: { what: 'picture', table: PICTURE, read: readPicture },
  BarcodeObject: { what: 'barcode', table: BARCODE, read: readBarcode },
  CheckBoxObject: { what: 'check box', table: CHECK_BOX, read: readCheckBox },
  ZipCodeObject: { what: 'digits for sorting machines', table: ZIP_CODE, read: readZipCode },
  TableObject: { what: 'table', table: TABLE, read: (one, context) => readTable(one, context, readObject) },
  MatrixObject: {
    what: 'crosstab',
    table: MATRIX,
    read: (one, context) => readMatrix(one, context, readObject),
  },
  MSChartObject: { what: 'chart', table: CHART, read: readChart },
  SubreportObject: { what: 'another page inside this one', table: SUBREPORT, read: readSubreport },
  ContainerObject: {
    what: 'objects that move together',
    table: CONTAINER,
    read: (one, context) => readContainer(one, context, readObjects),
  },
};

/** Objects we know and do not draw; their place stays empty. */
export const UNDRAWN_OBJECTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AdvMatrixObject: 'not printed; a MatrixObject is',
    DigitalSignatureObject: 'not printed',
    LinearGauge: 'not printed',
    MapObject: 'not printed',
    RadialGauge: 'not printed',
    RFIDLabel: 'not printed',
    SVGObject: 'not printed; a PictureObject is',
    SimpleGauge: 'not printed',
    SimpleProgressGauge: 'not printed',
    SparklineObject: 'not printed; an MSChartObject is',
  }),
);

export function readObjects(elements: readonly XmlElement[], context: FrxContext): readonly LayoutObject[] {
  return elements.flatMap((element) => {
    if (!Object.hasOwn(OBJECTS, element.name)) {
      context.findings.add(element.name, UNDRAWN_OBJECTS.get(element.name) ?? 'not known; not printed');
      return [];
    }
    return OBJECTS[element.name]?.read(context.styles.applied(element), context) ?? [];
  });
}

/** The object of a cell. */
function readObject(element: XmlElement, context: FrxContext): LayoutObject | null {
  return readObjects([element], context)[0] ?? null;
}
