import {
  attribute,
  ignored,
  unsupported,
  type AttributeTable,
  type Values,
} from '../attributes/attribute.js';
import { flag, number, text } from '../attributes/kinds.js';
import { color } from '../appearance/color.js';
import type { Symbology } from './symbologies.js';

type Options = Record<string, string | number | boolean>;

const symbolSize = attribute<string | null>('Auto, Size24x24 … (Auto)', null, (written) => {
  const size = /^Size(\d{1,3})x(\d{1,3})$/.exec(written);
  if (size) return `${size[1]}x${size[2]}`;
  return written === 'Auto' ? null : undefined;
});

/** What a symbology is told; each takes what it knows. */
export const BARCODE_PARTS = {
  '.CalcCheckSum': flag(true),
  '.AutoEncode': flag(true),
  '.ErrorCorrection': text(),
  '.SymbolSize': symbolSize,
  '.Columns': number(0),
  '.Rows': number(0),
  '.Mode': number(4),
  '.Color': color('Black'),
  '.WideBarRatio': unsupported('wide bars as the standard says'),
  '.StartChar': ignored,
  '.StopChar': ignored,
  '.Trim': ignored,
  '.QuietZone': ignored,
  '.DrawVerticalBearerBars': ignored,
  '.ShowMarker': ignored,
  '.Encoding': ignored,
  '.CodePage': ignored,
  '.PixelSize': ignored,
  '.AspectRatio': ignored,
  '.CompactionMode': ignored,
  '.Shape': ignored,
  '.GS1Concatenation': ignored,
  '.ValidateGS1': ignored,
  '.PrintMargins': ignored,
  '.Angle': ignored,
  '.UseThinModules': ignored,
  '.TextUp': unsupported('the text stands below'),
} satisfies AttributeTable;

/** bwip-js's options for a symbology. */
export function optionsOf(symbology: Symbology, read: Values<typeof BARCODE_PARTS>): Readonly<Options> {
  const options: Options = { ...symbology.options };
  if (symbology.check && read['.CalcCheckSum']) options.includecheck = true;
  if (symbology.name === 'interleaved2of5') options.includecheck = read['.CalcCheckSum'];
  const level = read['.ErrorCorrection'];
  switch (symbology.name) {
    case 'qrcode':
      options.eclevel = /^[LMQH]$/.test(level) ? level : 'M';
      break;
    case 'azteccode':
      if (/^\d{1,2}$/.test(level)) options.eclevel = Number(level);
      break;
    case 'pdf417':
      if (/^Level[0-8]$/.test(level)) options.eclevel = Number(level.slice(5));
      if (read['.Columns'] > 0) options.columns = Math.trunc(read['.Columns']);
      if (read['.Rows'] > 0) options.rows = Math.trunc(read['.Rows']);
      break;
    case 'datamatrix':
    case 'gs1datamatrix':
      if (read['.SymbolSize']) options.version = read['.SymbolSize'];
      break;
    case 'maxicode':
      options.mode = Math.trunc(read['.Mode']);
      break;
    default:
  }
  return options;
}
