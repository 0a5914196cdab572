/** How a cell looks; what is absent is Excel's default. */
export interface CellLook {
  readonly format?: string;
  readonly font?: keyof typeof FONTS;
  readonly fill?: keyof typeof FILLS;
  readonly border?: keyof typeof BORDERS;
  readonly align?: 'left' | 'right' | 'center';
  readonly wrap?: boolean;
  readonly italic?: boolean;
  /** Of the letters, of what is behind them: `FFRRGGBB`. */
  readonly color?: string;
  readonly background?: string;
  /** XML of a border of its own, see `borderXml`. */
  readonly edges?: string;
  /** Text stays text even when someone edits the cell. */
  readonly isText?: boolean;
}

const FONTS = {
  normal: font('', 11),
  bold: font('<b/>', 11),
  title: font('<b/>', 16),
} as const;

const FILLS = {
  none: '<fill><patternFill patternType="none"/></fill>',
  // The second fill is reserved by Excel, whatever a file says.
  reserved: '<fill><patternFill patternType="gray125"/></fill>',
  header: solid('FFDCE6F1'),
  group: solid('FFF2F5F9'),
} as const;

const BORDERS = {
  none: '<border><left/><right/><top/><bottom/><diagonal/></border>',
  below: edge('', '<bottom style="thin"><color rgb="FF8095AD"/></bottom>'),
  above: edge('<top style="thin"><color rgb="FF8095AD"/></top>', ''),
} as const;

/** Formats that every reader knows by number (ECMA-376 part 1, 18.8.30). */
const BUILT_IN: Readonly<Record<string, number>> = {
  General: 0,
  '0': 1,
  '0.00': 2,
  '#,##0': 3,
  '#,##0.00': 4,
  '@': 49,
};
const FIRST_CUSTOM = 164;

/** The styles of one workbook; equal looks share an index, and index 0 is the default look. */
export class StyleBook {
  private readonly looks = new Map<string, { readonly look: CellLook; readonly index: number }>();
  private readonly formats: string[] = [];
  private readonly fonts: string[] = Object.values(FONTS);
  private readonly fills: string[] = Object.values(FILLS);
  private readonly borders: string[] = Object.values(BORDERS);

  constructor() {
    this.indexOf({});
  }

  indexOf(look: CellLook): number {
    const key = JSON.stringify(look, Object.keys(look).sort());
    const known = this.looks.get(key);
    if (known) return known.index;
    const index = this.looks.size;
    this.looks.set(key, { look, index });
    return index;
  }

  /** The part `xl/styles.xml`. */
  xml(): string {
    const cells = [...this.looks.values()].map(({ look }) => this.cellXml(look));
    const formats = this.formats.map(
      (code, index) => `<numFmt numFmtId="${FIRST_CUSTOM + index}" formatCode="${attribute(code)}"/>`,
    );
    return (
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      (formats.length > 0 ? list('numFmts', formats) : '') +
      list('fonts', this.fonts) +
      list('fills', this.fills) +
      list('borders', this.borders) +
      list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']) +
      list('cellXfs', cells) +
      list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']) +
      '</styleSheet>'
    );
  }

  private cellXml(look: CellLook): string {
    const ids = {
      numFmtId: this.formatId(look.format ?? 'General'),
      fontId: placeOf(fontOf(look), this.fonts),
      fillId: placeOf(look.background ? solid(look.background) : FILLS[look.fill ?? 'none'], this.fills),
      borderId: placeOf(look.edges ?? BORDERS[look.border ?? 'none'], this.borders),
    };
    const applied = [
      ids.numFmtId > 0 ? ' applyNumberFormat="1"' : '',
      ids.fontId > 0 ? ' applyFont="1"' : '',
      ids.fillId > 0 ? ' applyFill="1"' : '',
      ids.borderId > 0 ? ' applyBorder="1"' : '',
      look.isText ? ' quotePrefix="1"' : '',
    ].join('');
    const head = `<xf numFmtId="${ids.numFmtId}" fontId="${ids.fontId}" fillId="${ids.fillId}" borderId="${ids.borderId}" xfId="0"${applied}`;
    if (!look.align && !look.wrap) return `${head}/>`;
    const horizontal = look.align ? ` horizontal="${look.align}"` : '';
    const wrap = look.wrap ? ' vertical="top" wrapText="1"' : '';
    return `${head} applyAlignment="1"><alignment${horizontal}${wrap}/></xf>`;
  }

  private formatId(code: string): number {
    const builtIn = BUILT_IN[code];
    if (builtIn !== undefined) return builtIn;
    if (!this.formats.includes(code)) this.formats.push(code);
    return FIRST_CUSTOM + this.formats.indexOf(code);
  }
}

/** The position of a part of the style sheet, which is added when it is new. */
function placeOf(xml: string, among: string[]): number {
  const known = among.indexOf(xml);
  return known >= 0 ? known : among.push(xml) - 1;
}

function fontOf({ font: name = 'normal', italic, color }: CellLook): string {
  if (!italic && !color) return FONTS[name];
  const bold = name === 'normal' ? '' : '<b/>';
  return font(bold + (italic ? '<i/>' : ''), name === 'title' ? 16 : 11, color);
}

function font(marks: string, size: number, color?: string): string {
  const ink = color ? `<color rgb="${color}"/>` : '';
  return `<font>${marks}<sz val="${size}"/>${ink}<name val="Calibri"/><family val="2"/></font>`;
}

function solid(rgb: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function edge(top: string, bottom: string): string {
  return `<border><left/><right/>${top || '<top/>'}${bottom || '<bottom/>'}<diagonal/></border>`;
}

function list(name: string, items: readonly string[]): string {
  return `<${name} count="${items.length}">${items.join('')}</${name}>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
