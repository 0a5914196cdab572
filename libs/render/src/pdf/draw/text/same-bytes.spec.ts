import { drawnPage, frame, memoryDevice, PAGE, placedText } from '../testing/drawing.js';
import { composedText } from './composed-text.js';

const THAI = 'บริษัท ทดสอบ จำกัด (มหาชน) ใบสั่งซื้อเลขที่ ๑๒๓';
const LONG =
  'A text that is longer than its box and therefore wraps over some lines, ends here (or \\ there).';

describe('texts that are kept for all documents', () => {
  it('leave no trace in the next one, in whatever order it says the same', async () => {
    const [thai, latin] = [
      placedText(THAI, frame(10, 10, 120, 60)),
      placedText(LONG, frame(10, 90, 120, 60)),
    ];
    const bold = placedText(LONG, frame(200, 90, 120, 60), { font: { ...latin.look.font, bold: true } });
    const first = await drawnPage(thai, latin, bold);
    await drawnPage(bold, placedText(`ก่อน ${THAI}`, frame(10, 10, 300, 60)), latin, thai);
    expect((await drawnPage(thai, latin, bold)).equals(first)).toBe(true);
  });

  it('are not drawn because they were measured', async () => {
    const drawn = placedText('Drawn', frame(10, 10, 100, 20));
    const plain = await drawnPage(drawn);
    const { device, finish } = memoryDevice();
    device.typesetter.height(placedText(`ไม่พิมพ์ ${THAI}`, frame(0, 0, 100, 0)), 100);
    device.beginPage(PAGE, null);
    device.draw(drawn);
    await device.endPage();
    expect((await finish()).equals(plain)).toBe(true);
  });

  it.each([
    ['width', { ...placedText(LONG, frame(0, 0, 1, 1)) }, 240],
    [
      'size',
      placedText(LONG, frame(0, 0, 1, 1), {
        font: { ...placedText('', frame(0, 0, 1, 1)).look.font, size: 14 },
      }),
      120,
    ],
    ['wrapping', placedText(LONG, frame(0, 0, 1, 1), { wrap: false }), 120],
  ])('are composed again in another %s', (_, other, width) => {
    const asked = placedText(LONG, frame(0, 0, 1, 1));
    const lines = composedText(asked, 1, 120, Infinity);
    expect(composedText(other, 1, width, Infinity)).not.toEqual(lines);
    expect(composedText(asked, 1, 120, Infinity)).toBe(lines);
  });

  it('are whole although only their beginning was wanted before', () => {
    const asked = placedText(`${LONG} Again.`, frame(0, 0, 1, 1));
    const beginning = composedText(asked, 1, 120, 15);
    const whole = composedText(asked, 1, 120, Infinity);
    expect(whole.length).toBeGreaterThan(beginning.length);
    expect(whole.at(-1)?.isLast).toBe(true);
  });
});
