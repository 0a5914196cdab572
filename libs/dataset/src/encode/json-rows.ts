import type { Column, ColumnType } from '../dataset.js';
import { int32At } from './data-row.js';
import { copyBytes } from './output-buffer.js';
import { RowEncoder } from './row-encoder.js';
import { writeIsoTimestamp } from './timestamp-bytes.js';

export interface JsonRowsOptions {
  /** A row as `{"name": value, …}` or as `[value, …]`. */
  readonly shape: 'object' | 'array';
  /** Written between two rows; `,` when absent. */
  readonly separator?: string;
  /** Written after each row (NDJSON: a line feed, with an empty separator). */
  readonly terminator?: string;
}

/** How the bytes of a cell become JSON. */
const KIND = { text: 0, quoted: 1, integer: 2, boolean: 3, timestamp: 4, json: 5 } as const;

const KIND_OF: Readonly<Record<ColumnType, number>> = {
  string: KIND.text,
  uuid: KIND.quoted,
  decimal: KIND.quoted,
  date: KIND.quoted,
  integer: KIND.integer,
  boolean: KIND.boolean,
  timestamp: KIND.timestamp,
  json: KIND.json,
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const LETTER_T = 0x74;

const NULL = Buffer.from('null');
const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');

/** Per byte: 0 = as it is, 1 = `\u00XX`, else the letter after the backslash. */
const ESCAPE = escapeTable();

/** Fewer bytes than this hold a safe integer, sign included. */
const SAFE_DIGITS = 16;

/** Longest growth of a cell: every byte as `\u00XX`; its length word pays for quotes, comma and timestamp. */
const GROWTH = 6;

/**
 * Turns DataRow batches into JSON bytes without a JavaScript value per cell. The result parses to what
 * `toJsonRow` gives: decimals and integers beyond 2^53 are strings, zoned timestamps UTC.
 */
export class JsonRowEncoder extends RowEncoder {
  /** Rows encoded so far. */
  rows = 0;
  private readonly kinds: Uint8Array;
  /** What stands before each value: comma and, in objects, the key. */
  private readonly leads: readonly Buffer[];
  private readonly leadBytes: number;
  private readonly open: Buffer;
  private readonly reopen: Buffer;
  private readonly close: Buffer;

  constructor(columns: readonly Column[], options: JsonRowsOptions) {
    super(columns.length);
    const isObject = options.shape === 'object';
    this.kinds = Uint8Array.from(columns, (column) => KIND_OF[column.type]);
    this.leads = columns.map((column, index) =>
      Buffer.from((index > 0 ? ',' : '') + (isObject ? `${JSON.stringify(column.name)}:` : '')),
    );
    this.open = Buffer.from(isObject ? '{' : '[');
    this.reopen = Buffer.from((options.separator ?? ',') + this.open.toString());
    this.close = Buffer.from((isObject ? '}' : ']') + (options.terminator ?? ''));
    this.leadBytes = this.leads.reduce(
      (sum, lead) => sum + lead.length,
      this.reopen.length + this.close.length,
    );
  }

  protected override row(batch: Buffer, from: number, length: number): void {
    this.out.reserve(length * GROWTH + this.leadBytes);
    const { kinds, leads } = this;
    const out = this.out.bytes;
    let at = copyBytes(out, this.out.length, this.rows++ > 0 ? this.reopen : this.open);
    let cell = from;
    for (let field = 0; field < kinds.length; field++) {
      at = copyBytes(out, at, leads[field]!);
      const size = int32At(batch, cell);
      cell += 4;
      if (size < 0) {
        at = copyBytes(out, at, NULL);
        continue;
      }
      const end = cell + size;
      switch (kinds[field]) {
        case KIND.text:
          at = writeText(out, at, batch, cell, end);
          break;
        case KIND.integer:
          at = writeInteger(out, at, batch, cell, end);
          break;
        case KIND.boolean:
          at = copyBytes(out, at, batch[cell] === LETTER_T ? TRUE : FALSE);
          break;
        case KIND.timestamp:
          out[at] = QUOTE;
          at = writeIsoTimestamp(out, at + 1, batch, cell, end);
          out[at++] = QUOTE;
          break;
        case KIND.json:
          at = writeJson(out, at, batch, cell, end);
          break;
        default:
          at = writeQuoted(out, at, batch, cell, end);
      }
      cell = end;
    }
    this.out.length = copyBytes(out, at, this.close);
  }
}

/** Text whose alphabet needs no escape. */
function writeQuoted(out: Buffer, at: number, bytes: Buffer, from: number, to: number): number {
  out[at++] = QUOTE;
  for (let i = from; i < to; i++) out[at++] = bytes[i]!;
  out[at++] = QUOTE;
  return at;
}

function writeText(out: Buffer, at: number, bytes: Buffer, from: number, to: number): number {
  out[at++] = QUOTE;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    const escape = ESCAPE[byte]!;
    if (escape === 0) out[at++] = byte;
    else if (escape === 1) at += out.write(`\\u00${byte.toString(16).padStart(2, '0')}`, at, 'latin1');
    else {
      out[at++] = BACKSLASH;
      out[at++] = escape;
    }
  }
  out[at++] = QUOTE;
  return at;
}

function writeInteger(out: Buffer, at: number, bytes: Buffer, from: number, to: number): number {
  if (to - from >= SAFE_DIGITS && !Number.isSafeInteger(Number(bytes.toString('latin1', from, to)))) {
    return writeQuoted(out, at, bytes, from, to);
  }
  for (let i = from; i < to; i++) out[at++] = bytes[i]!;
  return at;
}

/** JSON goes through as it is; line breaks can only stand between its tokens and would end an NDJSON line. */
function writeJson(out: Buffer, at: number, bytes: Buffer, from: number, to: number): number {
  for (let i = from; i < to; i++) out[at++] = bytes[i]! < SPACE ? SPACE : bytes[i]!;
  return at;
}

function escapeTable(): Uint8Array {
  const table = new Uint8Array(256).fill(1, 0, SPACE);
  const short: Readonly<Record<string, string>> = { '\b': 'b', '\t': 't', '\n': 'n', '\f': 'f', '\r': 'r' };
  for (const [char, letter] of Object.entries(short)) table[char.charCodeAt(0)] = letter.charCodeAt(0);
  table[QUOTE] = QUOTE;
  table[BACKSLASH] = BACKSLASH;
  return table;
}
