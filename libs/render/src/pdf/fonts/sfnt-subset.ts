import type { GlyphPart } from './font-face.js';
import type { Sfnt } from './sfnt.js';

/** A glyph of the subset: one of the font's, or several drawn as one; slanted where the font has no italics; or nothing. */
export interface SubsetGlyph {
  readonly glyph: number;
  readonly parts: readonly GlyphPart[];
  readonly isSlanted?: boolean;
  /** Neither ink nor width. */
  readonly isBlank?: boolean;
}

/** Flags of a composite glyph's component (OpenType, table glyf). */
const WORDS = 0x0001;
const XY_VALUES = 0x0002;
const SCALE = 0x0008;
const MORE = 0x0020;
const XY_SCALE = 0x0040;
const TWO_BY_TWO = 0x0080;

/** How far a point moves to the right per unit of height: twelve degrees, as Noto Sans Italic leans. */
const SLANT = Math.tan((12 * Math.PI) / 180);
/** 1 as a 2.14 fixed number. */
const ONE = 1 << 14;

const MAGIC = 0xb1b0afba;
const MAX_PARTS = 8;
const NO_INK = Buffer.alloc(0);

/**
 * A TrueType program that holds only `glyphs`, in that order: glyph n of the result is `glyphs[n]`, and the first must be
 * 0 (.notdef). `firstCode` adds a cmap that maps consecutive character codes to glyphs 1, 2, 3 … for simple fonts.
 */
export function subsetSfnt(font: Sfnt, glyphs: readonly SubsetGlyph[], firstCode: number | null): Buffer {
  const { outlines, order } = collectOutlines(font, glyphs);
  const tables = new Map<string, Buffer>();
  tables.set('glyf', Buffer.concat(outlines));
  tables.set('loca', locations(outlines));
  tables.set('hmtx', horizontalMetrics(font, order, glyphs));
  tables.set(
    'head',
    patched(font.table('head'), (head) => {
      head.writeUInt32BE(0, 8);
      head.writeInt16BE(1, 50);
    }),
  );
  tables.set(
    'hhea',
    patched(font.table('hhea'), (hhea) => hhea.writeUInt16BE(order.length, 34)),
  );
  tables.set(
    'maxp',
    patched(font.table('maxp'), (maxp) => {
      maxp.writeUInt16BE(order.length, 4);
      maxp.writeUInt16BE(maxp.readUInt16BE(28) + MAX_PARTS, 28);
      maxp.writeUInt16BE(maxp.readUInt16BE(30) + 1, 30);
    }),
  );
  for (const tag of ['cvt ', 'fpgm', 'prep']) {
    const table = font.optionalTable(tag);
    if (table) tables.set(tag, table);
  }
  if (firstCode !== null) tables.set('cmap', consecutiveCmap(firstCode, glyphs.length - 1));
  return assemble(tables);
}

/** Outlines padded to four bytes; components of composite glyphs are appended and renumbered. */
function collectOutlines(
  font: Sfnt,
  glyphs: readonly SubsetGlyph[],
): { outlines: Buffer[]; order: number[] } {
  const order = glyphs.map((glyph) => glyph.glyph);
  const place = new Map<number, number>();
  glyphs.forEach(({ glyph, parts, isSlanted, isBlank }, index) => {
    if (parts.length === 0 && !isSlanted && !isBlank && !place.has(glyph)) place.set(glyph, index);
  });
  const outlines: Buffer[] = [];
  for (let index = 0; index < order.length; index++) {
    const combined = glyphs[index];
    const isMade = combined !== undefined && (combined.parts.length > 0 || combined.isSlanted === true);
    const drawn = isMade ? combine(font, combined) : font.outline(order[index] ?? 0);
    const source = combined?.isBlank ? NO_INK : drawn;
    const outline = Buffer.alloc((source.length + 3) & ~3);
    source.copy(outline);
    outlines.push(outline);
    if (source.length === 0 || source.readInt16BE(0) >= 0) continue;
    forEachComponent(outline, (at) => {
      const component = outline.readUInt16BE(at);
      let target = place.get(component);
      if (target === undefined) {
        target = order.push(component) - 1;
        place.set(component, target);
      }
      outline.writeUInt16BE(target, at);
    });
  }
  return { outlines, order };
}

/** A composite outline of a glyph and its parts, in font units (a thousandth of the size in all our fonts). */
function combine(font: Sfnt, { glyph, parts, isSlanted = false }: SubsetGlyph): Buffer {
  const components = [{ glyph, dx: 0, dy: 0 }, ...parts.slice(0, MAX_PARTS - 1)];
  const size = isSlanted ? 16 : 8;
  const base = font.outline(glyph);
  if (base.length === 0 && parts.length === 0) return base;
  const outline = Buffer.alloc(10 + components.length * size);
  outline.writeInt16BE(-1, 0);
  base.copy(outline, 2, 2, Math.min(10, base.length));
  components.forEach(({ glyph: component, dx, dy }, index) => {
    const at = 10 + index * size;
    const more = index < components.length - 1 ? MORE : 0;
    outline.writeUInt16BE(WORDS | XY_VALUES | (isSlanted ? TWO_BY_TWO : 0) | more, at);
    outline.writeUInt16BE(component, at + 2);
    outline.writeInt16BE(Math.round(isSlanted ? dx + dy * SLANT : dx), at + 4);
    outline.writeInt16BE(Math.round(dy), at + 6);
    if (!isSlanted) return;
    [ONE, 0, Math.round(SLANT * ONE), ONE].forEach((value, part) =>
      outline.writeInt16BE(value, at + 8 + part * 2),
    );
  });
  return outline;
}

/** Calls with the offset of each component's glyph number. */
function forEachComponent(outline: Buffer, visit: (at: number) => void): void {
  let at = 10;
  for (;;) {
    const flags = outline.readUInt16BE(at);
    visit(at + 2);
    at += flags & WORDS ? 8 : 6;
    if (flags & SCALE) at += 2;
    else if (flags & XY_SCALE) at += 4;
    else if (flags & TWO_BY_TWO) at += 8;
    if (!(flags & MORE)) return;
  }
}

function locations(outlines: readonly Buffer[]): Buffer {
  const loca = Buffer.alloc((outlines.length + 1) * 4);
  let offset = 0;
  outlines.forEach((outline, index) => {
    offset += outline.length;
    loca.writeUInt32BE(offset, (index + 1) * 4);
  });
  return loca;
}

function horizontalMetrics(font: Sfnt, order: readonly number[], glyphs: readonly SubsetGlyph[]): Buffer {
  const hmtx = Buffer.alloc(order.length * 4);
  order.forEach((glyph, index) => {
    if (glyphs[index]?.isBlank) return;
    const { advance, bearing } = font.metrics(glyph);
    hmtx.writeUInt16BE(advance, index * 4);
    hmtx.writeInt16BE(bearing, index * 4 + 2);
  });
  return hmtx;
}

function patched(table: Buffer, patch: (copy: Buffer) => unknown): Buffer {
  const copy = Buffer.from(table);
  patch(copy);
  return copy;
}

/** Codes to glyphs for symbolic simple fonts: (1,0) with the codes, (3,0) with the codes at U+F000. */
function consecutiveCmap(firstCode: number, count: number): Buffer {
  const mac = Buffer.alloc(262);
  mac.writeUInt16BE(262, 2);
  for (let i = 0; i < count; i++) mac[6 + firstCode + i] = i + 1;
  const segments = [
    {
      end: 0xf000 + firstCode + count - 1,
      start: 0xf000 + firstCode,
      delta: (1 - 0xf000 - firstCode) & 0xffff,
    },
    { end: 0xffff, start: 0xffff, delta: 1 },
  ];
  const windows = Buffer.alloc(32);
  [4, 32, 0, 4, 4, 1, 0].forEach((value, index) => windows.writeUInt16BE(value, index * 2));
  segments.forEach(({ end, start, delta }, index) => {
    windows.writeUInt16BE(end, 14 + index * 2);
    windows.writeUInt16BE(start, 20 + index * 2);
    windows.writeUInt16BE(delta, 24 + index * 2);
  });
  const head = Buffer.alloc(20);
  [0, 2, 1, 0, 0, 20, 3, 0, 0, 20 + mac.length].forEach((value, index) =>
    head.writeUInt16BE(value, index * 2),
  );
  return Buffer.concat([head, mac, windows]);
}

function assemble(tables: ReadonlyMap<string, Buffer>): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  const head = Buffer.alloc(12 + sorted.length * 16);
  head.writeUInt32BE(0x00010000, 0);
  [sorted.length, power * 16, Math.log2(power), (sorted.length - power) * 16].forEach((value, index) =>
    head.writeUInt16BE(value, 4 + index * 2),
  );
  const parts = [head];
  let offset = head.length;
  let headTable = 0;
  sorted.forEach(([tag, table], index) => {
    const padded = Buffer.alloc((table.length + 3) & ~3);
    table.copy(padded);
    const at = 12 + index * 16;
    head.write(tag, at, 'latin1');
    head.writeUInt32BE(checksum(padded), at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(table.length, at + 12);
    if (tag === 'head') headTable = offset;
    parts.push(padded);
    offset += padded.length;
  });
  const file = Buffer.concat(parts);
  file.writeUInt32BE((MAGIC - checksum(file)) >>> 0, headTable + 8);
  return file;
}

function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  return sum;
}
