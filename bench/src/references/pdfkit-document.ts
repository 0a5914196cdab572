import { createRequire } from 'node:module';
import bwipjs from 'bwip-js/node';
import PDFDocument from 'pdfkit';

const require = createRequire(import.meta.url);
const font = (name: string): string => require.resolve(`@expo-google-fonts/${name}`);
const FONTS = {
  latin: font('noto-sans/400Regular/NotoSans_400Regular.ttf'),
  bold: font('noto-sans/700Bold/NotoSans_700Bold.ttf'),
  thai: font('noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf'),
};
const THAI_TEXT = /[\u0e00-\u0e7f]/;
const LEFT = 40;
const WIDTH = 515;
const ROW_HEIGHT = 16;

/** What stands on a printed order, whoever draws it. */
export interface PrintedOrder {
  readonly number: string;
  readonly property: string;
  readonly header: readonly (readonly [label: string, value: string])[];
  readonly columns: readonly string[];
  readonly lines: readonly (readonly string[])[];
  readonly totals: readonly (readonly [label: string, value: string])[];
  readonly signatures: readonly string[];
}

/** One printed order with pdfkit, its tables drawn cell by cell with embedded Noto fonts. Resolves with the file's bytes. */
export async function pdfkitOrder(order: PrintedOrder): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin: LEFT });
  for (const [name, file] of Object.entries(FONTS)) document.registerFont(name, file);
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const finished = new Promise<void>((resolve) => document.on('end', () => resolve()));
  const write = (text: string, x: number, y: number, width: number, isBold = false): void => {
    document.font(THAI_TEXT.test(text) ? 'thai' : isBold ? 'bold' : 'latin').fontSize(8);
    document.text(text, x, y, { width, lineBreak: false });
  };
  write(order.property, LEFT, 40, WIDTH / 2, true);
  write(`Purchase order ${order.number}`, LEFT + WIDTH / 2, 40, WIDTH / 2, true);
  document.image(
    await bwipjs.toBuffer({ bcid: 'qrcode', text: order.number, scale: 2 }),
    LEFT + WIDTH - 50,
    36,
    {
      width: 50,
    },
  );
  order.header.forEach(([label, value], index) => {
    const x = LEFT + (index % 2) * (WIDTH / 2);
    const y = 100 + Math.floor(index / 2) * ROW_HEIGHT;
    write(label, x, y, 80, true);
    write(value, x + 85, y, WIDTH / 2 - 90);
  });
  const width = WIDTH / order.columns.length;
  let y = 220;
  const row = (cells: readonly string[], isBold: boolean): void => {
    cells.forEach((cell, index) => write(cell, LEFT + index * width, y, width - 4, isBold));
    y += ROW_HEIGHT;
    document
      .moveTo(LEFT, y - 4)
      .lineTo(LEFT + WIDTH, y - 4)
      .lineWidth(0.3)
      .stroke();
  };
  row(order.columns, true);
  for (const line of order.lines) row(line, false);
  for (const [label, value] of order.totals) {
    write(label, LEFT + WIDTH - 200, y, 100, true);
    write(value, LEFT + WIDTH - 95, y, 95);
    y += ROW_HEIGHT;
  }
  order.signatures.forEach((label, index) => {
    const x = LEFT + (index * WIDTH) / order.signatures.length;
    document
      .moveTo(x, y + 50)
      .lineTo(x + 120, y + 50)
      .stroke();
    write(label, x, y + 54, 120);
  });
  write('Page 1 of 1', LEFT, 790, WIDTH);
  document.end();
  await finished;
  return Buffer.concat(parts);
}
