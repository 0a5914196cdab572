import type { RecordValue } from '@galley/dataset';
import { Temporal } from 'temporal-polyfill';
import { FieldFault } from '../../records/values/field-fault.js';
import { instantOfDay } from '../../records/values/local-days.js';
import { readText } from '../../records/values/read-text.js';
import { readValue, type PlainField } from '../../records/values/read-value.js';
import type { FileDialect } from '../files/file-kind.js';

export interface CellDialect extends Pick<FileDialect, 'timezone'> {
  readonly decimal: '.' | ',';
  /** Cells are values of JSON: a document stands as it is, not as its text. */
  readonly isTyped: boolean;
}

const POINT_GROUPS = /^([+-]?\d{1,3}(?:,\d{3})+)(\.\d+)?$/;
const COMMA_GROUPS = /^([+-]?\d{1,3}(?:\.\d{3})+)(,\d+)?$/;
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?$/;
/** What a double says for certain; beyond lie its own artefacts, such as 0.30000000000000004. */
export const DOUBLE_DIGITS = 15;

/** A cell of a file as its field understands it: texts in the file's dialect, or what a workbook or JSON has typed. */
export function readCell(field: PlainField, cell: unknown, dialect: CellDialect): RecordValue | FieldFault {
  const isDocument = dialect.isTyped || (typeof cell === 'object' && !(cell instanceof Date));
  if (field.kind === 'json' && isDocument) return readValue(field, cell);
  if (cell instanceof Date) return readDate(field, cell, dialect);
  switch (typeof cell) {
    case 'string':
      return readWritten(field, cell, dialect);
    case 'number':
      return readNumber(field, cell);
    case 'boolean':
      return readText(field, String(cell));
    default:
      return new FieldFault('must be a single value');
  }
}

function readWritten(field: PlainField, text: string, dialect: CellDialect): RecordValue | FieldFault {
  if (field.kind === 'decimal') {
    const plain = plainNumber(text.trim(), dialect.decimal);
    return plain === null
      ? new FieldFault('must have a comma before its decimals, as all of the file')
      : readText(field, plain);
  }
  const instant = instantOfDay(field, text.trim(), dialect.timezone);
  if (instant !== null) return instant;
  if (field.kind === 'timestamp' && LOCAL_TIME.test(text.trim())) {
    return readLocal(field, text.trim().replace(' ', 'T'), dialect.timezone);
  }
  return readText(field, text);
}

/** Without signs between thousands, and with a point before the decimals; null where a point can only be a mistake. */
function plainNumber(text: string, decimal: '.' | ','): string | null {
  const plain = text.replaceAll(/[\u00a0\u202f' ]/g, '').replace(/^\u2212/, '-');
  if (decimal === '.') return POINT_GROUPS.test(plain) ? plain.replaceAll(',', '') : plain;
  const whole = COMMA_GROUPS.test(plain) ? plain.replaceAll('.', '') : plain;
  return whole.includes('.') ? null : whole.replace(',', '.');
}

function readNumber(field: PlainField, number: number): RecordValue | FieldFault {
  switch (field.kind) {
    case 'integer':
      return readValue(field, number);
    case 'decimal':
      return Number.isFinite(number)
        ? readValue(field, decimalText(number))
        : new FieldFault('must be a number');
    default:
      return readText(field, String(number));
  }
}

function decimalText(number: number): string {
  const rounded = Number(number.toPrecision(DOUBLE_DIGITS));
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(20).replace(/\.?0+$/, '') : text;
}

/** A workbook keeps the figures on the clock, without a zone; they arrive as if they were UTC. */
function readDate(field: PlainField, clock: Date, { timezone }: CellDialect): RecordValue | FieldFault {
  if (Number.isNaN(clock.getTime())) return new FieldFault('must be a day or time');
  // Days as fractions are off by some microseconds.
  const iso = new Date(Math.round(clock.getTime() / 1000) * 1000).toISOString();
  if (field.kind === 'timestamp') return readLocal(field, iso.slice(0, 19), timezone);
  if (field.kind === 'date' && iso.slice(11, 19) !== '00:00:00')
    return new FieldFault('must be a day without a time');
  return readText(field, field.kind === 'date' ? iso.slice(0, 10) : iso);
}

/** A time on the clock of a zone. What the clock skips, and what it shows twice, is refused: nobody can know which. */
function readLocal(field: PlainField, local: string, timezone: string): RecordValue | FieldFault {
  try {
    const instant = Temporal.PlainDateTime.from(local)
      .toZonedDateTime(timezone, { disambiguation: 'reject' })
      .toInstant();
    return readValue(field, instant.toString({ fractionalSecondDigits: 3 }));
  } catch {
    return new FieldFault(
      `must be a time that the clocks of ${timezone} show once; state the offset, as in 2026-10-25T02:30:00+01:00`,
    );
  }
}
