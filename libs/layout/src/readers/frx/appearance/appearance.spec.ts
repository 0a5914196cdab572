import { readObject, readObjects } from '../testing/read-report.js';
import { readColor } from './color.js';
import { readFont } from './font.js';

describe('colours', () => {
  it.each([
    ['Red', [255, 0, 0, 255]],
    ['lightgray', [211, 211, 211, 255]],
    ['255, 204, 0', [255, 204, 0, 255]],
    ['71, 128, 64, 32', [128, 64, 32, 71]],
    ['#336699', [51, 102, 153, 255]],
    ['#80336699', [51, 102, 153, 128]],
    ['-16776961', [0, 0, 255, 255]],
    ['Transparent', [0, 0, 0, 0]],
    ['WindowText', [0, 0, 0, 255]],
  ])('reads %s', (written, bytes) => {
    const { red, green, blue, alpha } = readColor(written) ?? { red: -1, green: -1, blue: -1, alpha: -1 };
    expect([red, green, blue, alpha].map((part) => Math.round(part * 255))).toEqual(bytes);
  });

  it.each(['Reddish', '256, 0, 0', '1, 2', '#12345', 'constructor', '__proto__'])(
    'knows no %s',
    (written) => {
      expect(readColor(written)).toBeUndefined();
    },
  );
});

describe('fonts', () => {
  it.each([
    [
      'Tahoma, 8pt, style=Bold, Underline',
      { family: 'Tahoma', size: 8, bold: true, underline: true, italic: false },
    ],
    ['Arial, 8.25pt', { family: 'Arial', size: 8.25, bold: false }],
    ['Arial, 8,25pt, style=Italic', { size: 8.25, italic: true }],
    ['Arial, 16px', { size: 12 }],
    ['Times New Roman, 0.5in, style=Strikeout', { family: 'Times New Roman', size: 36, strikeout: true }],
  ])('reads %s', (written, font) => {
    expect(readFont(written)).toMatchObject(font);
  });

  it.each(['', 'Arial, big', 'Arial, 0pt', 'Arial, 5000pt'])('knows no %j', (written) => {
    expect(readFont(written)).toBeUndefined();
  });
});

describe('boxes', () => {
  const box = (attributes: string, before = '') =>
    readObject('text', `<TextObject Name="A" ${attributes}/>`, before).box;
  const grey = { red: 0.5, green: 0.5, blue: 0.5 };

  it('has neither fill nor border unless asked', () => {
    expect(box('')).toEqual({ fill: null, border: null });
    expect(box('Fill.Color="Transparent" Border.Lines="None" Border.Color="Red"')).toEqual({
      fill: null,
      border: null,
    });
  });

  it('reads borders side by side, in points', () => {
    const { border } = box(
      'Border.Lines="Left, Bottom" Border.Color="Blue" Border.Width="2" Border.BottomLine.Color="Red" Border.BottomLine.Style="DashDot" Border.BottomLine.Width="4"',
    );
    expect(border).toMatchObject({
      left: { color: { blue: 1, red: 0 }, width: 1.5, style: 'solid' },
      bottom: { color: { red: 1 }, width: 3, style: 'dash_dot' },
      top: null,
      right: null,
      shadow: null,
    });
    expect(box('Border.Shadow="true" Border.ShadowWidth="8"').border).toMatchObject({ shadow: { width: 6 } });
  });

  it.each([
    ['Fill.Color="Red"', { kind: 'solid', color: { red: 1, alpha: 1 } }],
    [
      'Fill="LinearGradient" Fill.StartColor="Red" Fill.EndColor="Blue" Fill.Angle="90" Fill.Focus="0.42"',
      { kind: 'linear', start: { red: 1 }, end: { blue: 1 }, angle: 90, focus: 0.42 },
    ],
    [
      'Fill="Glass" Fill.Color="Red" Fill.Blend="0.1" Fill.Hatch="false"',
      { kind: 'glass', blend: 0.1, hatch: false },
    ],
    [
      'Fill="PathGradient" Fill.CenterColor="Red"',
      { kind: 'path', center: { red: 1 }, edge: { red: 1, blue: 1 } },
    ],
    ['Fill="Hatch" Fill.ForeColor="Black" Fill.BackColor="White"', { kind: 'solid', color: grey }],
  ])('reads %s', (attributes, fill) => {
    expect(box(attributes).fill).toMatchObject(fill);
  });

  it('lists a texture, and values it does not understand', () => {
    const { missing } = readObjects(
      '<TextObject Fill="Texture" Fill.ImageData="AAAA"/><TextObject Width="wide" Fill="Plaid" Glow="1"/>',
    );
    expect(missing).toMatchObject({
      'TextObject.Fill.ImageData': 'a texture is not drawn',
      'TextObject.Width': expect.stringContaining('not understood'),
      'TextObject.Fill': expect.stringContaining('not understood'),
      'TextObject.Glow': 'ignored',
    });
  });
});

describe('styles', () => {
  const styles =
    '<Styles><Style Name="Head" Fill.Color="Red" Font="Arial, 20pt" TextFill.Color="Blue"/><Style Name="Mute" Fill.Color="Lime" Font="Arial, 7pt" ApplyFont="false"/></Styles>';
  const read = (attributes: string) => readObject('text', `<TextObject ${attributes}/>`, styles);

  it('gives an object what it does not say itself', () => {
    expect(read('Style="Head"')).toMatchObject({
      style: null,
      box: { fill: { color: { red: 1, green: 0 } } },
      look: { font: { size: 20 }, text_fill: { color: { blue: 1 } } },
    });
    expect(read('Style="Head" Font="Arial, 9pt" Fill="Glass" Fill.Color="Blue"')).toMatchObject({
      box: { fill: { kind: 'glass', color: { blue: 1, red: 0 } } },
      look: { font: { size: 9 }, text_fill: { color: { blue: 1 } } },
    });
    expect(read('Style="Mute"').look.font.size).toBe(10);
    expect(read('Style="Lost"').look.font.size).toBe(10);
  });

  it('gives even rows a fill, or all of it', () => {
    const layout = readObjects('', styles);
    expect(layout.missing).toEqual({});
    expect(read('EvenStyle="Head"').even_style).toBe('Head (fill)');
    expect(read('EvenStyle="Head" EvenStylePriority="UseAll"').even_style).toBe('Head');
    expect(read('EvenStyle="Lost"').even_style).toBeNull();
  });
});
