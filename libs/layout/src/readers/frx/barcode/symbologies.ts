/** How a symbology of FastReport is drawn by bwip-js. */
export interface Symbology {
  /** bwip-js's own name. */
  readonly name: string;
  readonly options?: Readonly<Record<string, string | number | boolean>>;
  /** With `Barcode.CalcCheckSum`, a check digit is added. */
  readonly check?: boolean;
  /** The text as the symbology wants it: FastReport pads, cuts and completes it by itself. */
  readonly text?: (text: string) => string;
}

const digits = (text: string): string => text.replaceAll(/\D/g, '');

/** So many digits, with leading zeros; the check digit is computed. */
const exactly =
  (count: number, prefix = '') =>
  (text: string): string =>
    prefix + digits(text).slice(0, count).padStart(count, '0');

const evenDigits = (text: string): string =>
  digits(text).length % 2 === 0 ? digits(text) : `0${digits(text)}`;

const framed = (text: string): string => (/^[A-D].*[A-D]$/i.test(text) ? text.toUpperCase() : `A${text}B`);

const gtin = (text: string): string =>
  `(01)${digits(text)
    .replace(/^01(?=\d{13,14}$)/, '')
    .slice(0, 13)
    .padStart(13, '0')}`;

/** Control codes between which FastReport switches its tables of Code 128. */
const withoutCodes = (text: string): string => text.replaceAll(/&[ABCS1-4];/g, '');

const GS1 = { dontlint: true };

/** By the names of the designer. */
export const SYMBOLOGIES: Readonly<Record<string, Symbology>> = {
  '2/5 Interleaved': { name: 'interleaved2of5', text: evenDigits },
  '2/5 Industrial': { name: 'industrial2of5', check: true, text: digits },
  '2/5 Matrix': { name: 'matrix2of5', check: true, text: digits },
  Codabar: { name: 'rationalizedCodabar', text: framed },
  Code128: { name: 'code128', text: withoutCodes },
  Code39: { name: 'code39', check: true, text: (text) => text.toUpperCase() },
  'Code39 Extended': { name: 'code39ext', check: true },
  Code93: { name: 'code93', check: true, text: (text) => text.toUpperCase() },
  'Code93 Extended': { name: 'code93ext', check: true },
  EAN8: { name: 'ean8', text: exactly(7) },
  EAN13: { name: 'ean13', text: exactly(12) },
  MSI: { name: 'msi', check: true, text: digits },
  PostNet: { name: 'postnet', text: digits },
  'UPC-A': { name: 'upca', text: exactly(11) },
  'UPC-E0': { name: 'upce', text: exactly(6, '0') },
  'UPC-E1': { name: 'upce', text: exactly(6, '1') },
  'Supplement 2': { name: 'ean2', text: exactly(2) },
  'Supplement 5': { name: 'ean5', text: exactly(5) },
  Plessey: { name: 'plessey', text: (text) => text.toUpperCase() },
  Pharmacode: { name: 'pharmacode', text: digits },
  'ITF-14': { name: 'itf14', text: exactly(13) },
  'GS1-128 (UCC/EAN-128)': { name: 'gs1-128', options: GS1 },
  'Deutsche Identcode': { name: 'identcode', text: exactly(11) },
  'Deutsche Leitcode': { name: 'leitcode', text: exactly(13) },
  'Intelligent Mail (USPS)': { name: 'onecode', text: digits },
  'Japan Post 4 State Code': { name: 'japanpost' },
  'GS1 DataBar Omnidirectional': { name: 'databaromni', text: gtin },
  'GS1 DataBar Limited': { name: 'databarlimited', text: gtin },
  'GS1 DataBar Stacked': { name: 'databarstacked', text: gtin },
  'GS1 DataBar Stacked Omnidirectional': { name: 'databarstackedomni', text: gtin },
  PDF417: { name: 'pdf417' },
  Datamatrix: { name: 'datamatrix' },
  'GS1 Datamatrix': { name: 'gs1datamatrix', options: GS1 },
  'QR Code': { name: 'qrcode' },
  'Swiss QR Code': { name: 'swissqrcode' },
  Aztec: { name: 'azteccode' },
  MaxiCode: { name: 'maxicode' },
};
