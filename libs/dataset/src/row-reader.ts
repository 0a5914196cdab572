import type { Column, ColumnType, Json, Row } from './dataset.js';
import { daysOf } from './encode/civil-date.js';
import { FRAME_HEAD } from './frames.js';

/** Cells of one DataRow as PostgreSQL text, null for null. For samples and small datasets; encoders work on bytes. */
export type TextRow = readonly (string | null)[];

/** Reads the DataRow messages of a batch (see `frames.ts`) as text cells. */
export function* readTextRows(batch: Buffer): Generator<TextRow> {
  let at = 0;
  while (at < batch.length) {
    const end = at + 1 + batch.readInt32BE(at + 1);
    const fields = batch.readInt16BE(at + FRAME_HEAD);
    const row: (string | null)[] = [];
    let cell = at + FRAME_HEAD + 2;
    for (let field = 0; field < fields; field++) {
      const length = batch.readInt32BE(cell);
      cell += 4;
      if (length < 0) row.push(null);
      else row.push(batch.toString('utf8', cell, (cell += length)));
    }
    yield row;
    at = end;
  }
}

/** One row as the JSON form names it. */
export function toJsonRow(columns: readonly Column[], cells: TextRow): Row {
  const row: Record<string, Json> = {};
  columns.forEach((column, index) => {
    row[column.name] = toJsonValue(column.type, cells[index] ?? null);
  });
  return row;
}

/**
 * A PostgreSQL text value as the JSON form holds it: decimals stay strings, integers beyond 2^53 too,
 * timestamps with an offset become UTC instants with `Z`, those without stay local.
 */
export function toJsonValue(type: ColumnType, text: string | null): Json {
  if (text === null) return null;
  switch (type) {
    case 'integer': {
      const value = Number(text);
      return Number.isSafeInteger(value) ? value : text;
    }
    case 'boolean':
      return text === 't' || text === 'true';
    case 'json':
      return JSON.parse(text) as Json;
    case 'timestamp':
      return toIsoTimestamp(text);
    default:
      return text;
  }
}

const TIMESTAMP =
  /^(\d{4,6})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:([+-])(\d\d)(?::?(\d\d))?(?::?(\d\d))?)?$/;

/** `2026-06-30 23:59:59.5+07` → `2026-06-30T16:59:59.500Z`; without offset → `2026-06-30T23:59:59.500`; infinity stays. */
export function toIsoTimestamp(text: string): string {
  const parts = TIMESTAMP.exec(text);
  if (!parts) return text;
  const [, year, month, day, hour, minute, second, fraction = '', sign, offHour, offMinute, offSecond] =
    parts;
  const digits = fraction.length > 3 ? fraction.padEnd(6, '0') : fraction.padEnd(3, '0');
  if (!sign) return `${year}-${month}-${day}T${hour}:${minute}:${second}.${digits}`;
  const offset = Number(offHour) * 3600 + Number(offMinute ?? 0) * 60 + Number(offSecond ?? 0);
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  const days = daysOf(Number(year), Number(month), Number(day));
  const local = days * 86_400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const utc = new Date((local - (sign === '-' ? -offset : offset)) * 1000).toISOString();
  return `${utc.slice(0, -5)}.${digits}Z`;
}
