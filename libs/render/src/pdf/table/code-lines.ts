import { codeOf } from '../fonts/code-page.js';
import type { CodeCell } from './cell-codes.js';

const SPACE = 0x20;
const ELLIPSIS = codeOf(0x2026);
const BREAKS_AFTER = Uint8Array.from({ length: 256 }, (_, code) =>
  ' -/,;|_@&+)]'.includes(String.fromCharCode(code)) ? 1 : 0,
);
/** Lines of a one-byte cell; the same rules as `breakLines`, on codes instead of text. */
export class CodeLines {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly width: Float64Array;
  count = 0;

  /** `maxLines`: most lines a cell may have. */
  constructor(private readonly maxLines: number) {
    this.from = new Int32Array(maxLines);
    this.to = new Int32Array(maxLines);
    this.width = new Float64Array(maxLines);
  }

  /** Breaks a cell; the last line ends in an ellipsis when the text goes on (its code is written over the cell's). */
  break(cell: CodeCell, widths: Float64Array, room: number): void {
    const { codes, length } = cell;
    const last = this.maxLines - 1;
    this.count = 0;
    let start = 0;
    let used = 0;
    let breakAt = 0;
    let usedToBreak = 0;
    for (let at = 0; at < length; at++) {
      const code = codes[at]!;
      const width = widths[code]!;
      if (used + width > room && at > start && code !== SPACE) {
        if (this.count === last) return this.cut(cell, widths, room, start);
        const isWord = breakAt > start;
        this.push(codes, start, isWord ? breakAt : at, isWord ? usedToBreak : used, widths);
        used = isWord ? used - usedToBreak : 0;
        start = isWord ? breakAt : at;
        while (start < at && codes[start] === SPACE) used -= widths[codes[start++]!]!;
      }
      used += width;
      if (BREAKS_AFTER[code]) {
        breakAt = at + 1;
        usedToBreak = used;
      }
    }
    this.push(codes, start, length, used, widths);
  }

  private push(codes: Uint8Array, from: number, to: number, width: number, widths: Float64Array): void {
    let end = to;
    let used = width;
    while (end > from && codes[end - 1] === SPACE) used -= widths[codes[--end]!]!;
    this.from[this.count] = from;
    this.to[this.count] = end;
    this.width[this.count++] = used;
  }

  private cut(cell: CodeCell, widths: Float64Array, room: number, start: number): void {
    let left = room - widths[ELLIPSIS]!;
    let end = start;
    while (end < cell.length && widths[cell.codes[end]!]! <= left) left -= widths[cell.codes[end++]!]!;
    while (end > start && cell.codes[end - 1] === SPACE) left += widths[cell.codes[--end]!]!;
    cell.codes[end] = ELLIPSIS;
    this.from[this.count] = start;
    this.to[this.count] = end + 1;
    this.width[this.count++] = room - left;
  }
}
