/** A TrueType file's tables, read in place. */
export class Sfnt {
  private readonly tables = new Map<string, Buffer>();
  readonly glyphCount: number;
  private readonly metricCount: number;
  private readonly hasLongOffsets: boolean;

  constructor(file: Buffer) {
    const count = file.readUInt16BE(4);
    for (let i = 0; i < count; i++) {
      const at = 12 + i * 16;
      const start = file.readUInt32BE(at + 8);
      this.tables.set(
        file.toString('latin1', at, at + 4),
        file.subarray(start, start + file.readUInt32BE(at + 12)),
      );
    }
    this.glyphCount = this.table('maxp').readUInt16BE(4);
    this.metricCount = this.table('hhea').readUInt16BE(34);
    this.hasLongOffsets = this.table('head').readInt16BE(50) === 1;
  }

  table(tag: string): Buffer {
    const table = this.tables.get(tag);
    if (!table) throw new Error(`the font has no table "${tag}"`);
    return table;
  }

  optionalTable(tag: string): Buffer | null {
    return this.tables.get(tag) ?? null;
  }

  /** The outline of a glyph; empty for a space. */
  outline(glyph: number): Buffer {
    const loca = this.table('loca');
    const [from, to] = this.hasLongOffsets
      ? [loca.readUInt32BE(glyph * 4), loca.readUInt32BE(glyph * 4 + 4)]
      : [loca.readUInt16BE(glyph * 2) * 2, loca.readUInt16BE(glyph * 2 + 2) * 2];
    return this.table('glyf').subarray(from, to);
  }

  /** Advance width and left side bearing, in font units. */
  metrics(glyph: number): { advance: number; bearing: number } {
    const hmtx = this.table('hmtx');
    const last = Math.min(glyph, this.metricCount - 1);
    const bearingAt =
      glyph < this.metricCount ? glyph * 4 + 2 : this.metricCount * 4 + (glyph - this.metricCount) * 2;
    return { advance: hmtx.readUInt16BE(last * 4), bearing: hmtx.readInt16BE(bearingAt) };
  }
}
