import type { ChartFigures } from '@galley/layout';
import { chartPicture } from '../../chart/chart-picture.js';
import { XML_HEAD } from '../sheet-frame.js';
import { xmlText } from '../sheet-text.js';
import { drawingPath, sheetPath } from '../workbook-parts.js';
import type { ZipWriter } from '../zip-writer.js';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DRAWING_ML = 'http://schemas.openxmlformats.org/drawingml/2006';
/** English metric units of a point. */
const EMU = 12_700;

/** A chart on a sheet. Sizes in points; `row` counts from 1. */
export interface SheetChart {
  readonly figures: ChartFigures;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

/** Writes the drawing of the sheet at a place of the workbook, and the pictures on it. */
export async function writePictures(
  zip: ZipWriter,
  sheet: number,
  charts: readonly SheetChart[],
): Promise<void> {
  const nameOf = (at: number): string => `sheet${sheet + 1}chart${at + 1}.png`;
  for (const [at, { figures, width, height }] of charts.entries()) {
    await zip.add(`xl/media/${nameOf(at)}`, await chartPicture(figures, width, height));
  }
  const drawing = drawingPath(sheet);
  const anchors = charts.map((chart, at) => anchor(chart, at + 1)).join('');
  await zip.add(
    drawing,
    `${XML_HEAD}<xdr:wsDr xmlns:xdr="${DRAWING_ML}/spreadsheetDrawing" xmlns:a="${DRAWING_ML}/main" xmlns:r="${OFFICE}">${anchors}</xdr:wsDr>`,
  );
  const images = charts.map((_, at): [string, string] => ['image', `../media/${nameOf(at)}`]);
  await zip.add(relationsPath(drawing), relations(images));
  const target = `../${drawing.slice('xl/'.length)}`;
  await zip.add(relationsPath(sheetPath(sheet)), relations([['drawing', target]]));
}

function anchor({ figures, row, width, height }: SheetChart, id: number): string {
  const size = `cx="${Math.round(width * EMU)}" cy="${Math.round(height * EMU)}"`;
  const title = xmlText((figures.design.title ?? '').slice(0, 255));
  return (
    `<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>` +
    `<xdr:ext ${size}/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${id + 1}" name="Chart ${id}" descr="${title}"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>` +
    `<xdr:blipFill><a:blip r:embed="rId${id}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>` +
    `<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>`
  );
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const all = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}">${all.join('')}</Relationships>`;
}

function relationsPath(part: string): string {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash)}/_rels${part.slice(slash)}.rels`;
}
