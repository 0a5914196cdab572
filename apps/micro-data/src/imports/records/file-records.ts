import type { EntityShape } from '../../records/shape/record-shape.js';
import type { Cell, FileEntry } from '../files/file-kind.js';
import type { ImportFault } from '../importer.js';
import { DOUBLE_DIGITS } from './read-cell.js';
import { importColumns, memberColumn, type ImportColumn } from './import-columns.js';

/** A record as a file has it: a body as of a create, and where its parts stand. */
export interface FileRecord {
  readonly line: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** What is wrong with it before anybody has looked at its fields; then the body means nothing. */
  readonly fault: string | null;
  /** Where the value of a pointer into the body stands; the column is null where there are none. */
  readonly placeOf: (pointer: string) => Pick<ImportFault, 'line' | 'column'>;
}

/** What a table's heading says. */
export interface Heading {
  readonly columns: readonly (ImportColumn | null)[];
  readonly faults: readonly ImportFault[];
}

/** Finds the field of every heading, by its name or its label. Nobody guesses what an unknown one means. */
export function readHeading(shape: EntityShape, line: number, cells: readonly Cell[]): Heading {
  const known = importColumns(shape);
  const faults: ImportFault[] = [];
  const seen = new Set<ImportColumn>();
  const columns = cells.map((cell, index) => {
    const name = String(cell ?? '').trim();
    const found = columnCalled(known, name);
    if (!found || [...seen].some((other) => isSame(other, found))) {
      const detail = found
        ? `"${name}" stands twice`
        : `"${name.slice(0, 100)}" is no column of ${shape.full_name}`;
      // Spreadsheets like to leave blank columns at the end.
      if (found || name !== '') faults.push({ line, column: index + 1, detail });
      return null;
    }
    seen.add(found);
    return found;
  });
  const isGiven = (column: ImportColumn): boolean =>
    known.some((other) => other.stored === column.stored && other.child === column.child && seen.has(other));
  for (const column of known) {
    const isCompleted = column.child === null && shape.entity.completed?.fields.includes(column.field);
    if (column.is_required && !isCompleted && !isGiven(column)) {
      faults.push({ line, column: null, detail: `the column ${column.name} is missing` });
    }
  }
  return { columns, faults };
}

/** Whether two columns say the same; a document and one of its members do. */
function isSame(one: ImportColumn, other: ImportColumn): boolean {
  const isPart = one.field === other.field && one.child === other.child && !one.member !== !other.member;
  return one.name === other.name || isPart;
}

function columnCalled(known: readonly ImportColumn[], name: string): ImportColumn | undefined {
  const wanted = name.toLowerCase();
  return (
    known.find((column) => column.name.toLowerCase() === wanted) ??
    known.find((column) => !column.isAlternative && column.label.toLowerCase() === wanted) ??
    memberColumn(known, name)
  );
}

/** Records of a table, one a row; rows with the same key in a row are one record with several children. */
export async function* tableRecords(
  shape: EntityShape,
  { columns }: Heading,
  entries: AsyncGenerator<FileEntry>,
): AsyncGenerator<FileRecord> {
  let pending: TableRecord | null = null;
  for await (const entry of entries) {
    if ('cells' in entry) {
      if (entry.cells.every(isBlank)) continue;
      if (entry.cells.slice(columns.length).every(isBlank)) {
        const row = new TableRecord(shape, columns, entry);
        if (shape.children.length > 0 && pending?.take(row)) continue;
        if (pending) yield pending;
        pending = row;
        continue;
      }
    }
    if (pending) yield pending;
    pending = null;
    yield broken(entry.line, 'fault' in entry ? entry.fault : `has more cells than the heading`);
  }
  if (pending) yield pending;
}

/** Records of NDJSON: each line is a body. */
export async function* lineRecords(entries: AsyncGenerator<FileEntry>): AsyncGenerator<FileRecord> {
  for await (const entry of entries) {
    const { line } = entry;
    if ('record' in entry) {
      yield { line, body: entry.record, fault: null, placeOf: () => ({ line, column: null }) };
    } else yield broken(line, 'fault' in entry ? entry.fault : 'is no JSON object');
  }
}

function broken(line: number, fault: string): FileRecord {
  return { line, body: {}, fault, placeOf: () => ({ line, column: null }) };
}

/** A row, and the rows after it that add children to it. */
class TableRecord implements FileRecord {
  readonly line: number;
  readonly body: Record<string, unknown> = {};
  fault: string | null = null;
  readonly #key: string;
  readonly #isHeadless: boolean;
  /** What states no key of its own is no further row of anything. */
  readonly #isNameless: boolean;
  readonly #lines = new Map<string, number>();

  constructor(
    private readonly shape: EntityShape,
    private readonly columns: readonly (ImportColumn | null)[],
    { line, cells }: { readonly line: number; readonly cells: readonly Cell[] },
  ) {
    this.line = line;
    const key: Cell[] = [];
    const children = new Map<string, Record<string, unknown>>();
    columns.forEach((column, index) => {
      const cell = cells[index] ?? null;
      if (!column) return;
      if (column.isKey) key.push(cell);
      if (isBlank(cell)) return;
      const value = column.isName && !(cell instanceof Date) ? String(cell).trim() : cell;
      if (column.member !== null) this.#addMember(column.field, column.member, value);
      else if (column.child === null) this.body[column.field] = value;
      else if (column.isList) this.body[column.child] = listOf(String(value));
      else {
        const child = children.get(column.child) ?? {};
        children.set(column.child, { ...child, [column.field]: value });
      }
    });
    // A table with columns for children states all of them.
    for (const { name } of shape.children) {
      if (columns.some((column) => column?.child === name)) this.body[name] ??= [];
    }
    for (const [name, child] of children) this.#add(name, child, line);
    this.#key = JSON.stringify(key);
    this.#isNameless = key.every(isBlank);
    this.#isHeadless = columns.every(
      (column, index) => !column || column.child !== null || isBlank(cells[index] ?? null),
    );
  }

  /** Takes over the children of a row that is of the same record; false when it is of another. */
  take(row: TableRecord): boolean {
    if (!row.#isHeadless && (row.#isNameless || row.#key !== this.#key)) return false;
    const names = this.shape.children.filter(({ link }) => !link).map(({ name }) => name);
    for (const [field, value] of Object.entries(row.body)) {
      if (names.includes(field)) {
        for (const child of value as Record<string, unknown>[]) this.#add(field, child, row.line);
      } else if (JSON.stringify(value) !== JSON.stringify(this.body[field])) {
        this.fault ??= `says otherwise in line ${row.line} than before, in ${field}`;
      }
    }
    return true;
  }

  placeOf = (pointer: string): Pick<ImportFault, 'line' | 'column'> => {
    const [, first = '', index, field] = pointer.split('/');
    const member = this.columns.findIndex(
      (one) => one?.field === first && one.member === index && one.member !== null,
    );
    if (member >= 0) return { line: this.line, column: member + 1 };
    const child = index === undefined ? null : first;
    const name = child === null ? first : field;
    const column = this.columns.findIndex(
      (one) => one?.child === child && (one.isList || one.field === name),
    );
    const same =
      column >= 0 ? column : this.columns.findIndex((one) => one?.child === child && one.stored === name);
    return {
      line: this.#lines.get(`${first}/${index}`) ?? this.line,
      column: same >= 0 ? same + 1 : null,
    };
  };

  /** Of members only those that are there. */
  #addMember(field: string, member: string, cell: Cell): void {
    const whole = (this.body[field] ??= {}) as Record<string, unknown>;
    whole[member] = writtenOut(cell);
  }

  #add(name: string, child: Record<string, unknown>, line: number): void {
    const list = (this.body[name] ??= []) as Record<string, unknown>[];
    this.#lines.set(`${name}/${list.length}`, line);
    list.push(child);
  }
}

/** A cell as a text, whatever a workbook has typed it as: only what the member is of knows what it means. */
function writtenOut(cell: Cell): string {
  if (cell instanceof Date) return cell.toISOString().replace('T00:00:00.000Z', '');
  return String(typeof cell === 'number' ? Number(cell.toPrecision(DOUBLE_DIGITS)) : cell);
}

function listOf(cell: string): readonly string[] {
  return cell
    .split('|')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}
