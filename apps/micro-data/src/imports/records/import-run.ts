import { newId } from '@galley/platform';
import { faultOf, refusalOf, type RecordFault } from '../../records/record-problem.js';
import { resolveReferences, type KnownReferences } from '../../records/statements/resolve-references.js';
import { findByKey, keyOf } from '../../records/statements/write-rows.js';
import type { DraftToWrite } from '../../records/values/draft-to-write.js';
import { inWaves } from '../../records/values/in-waves.js';
import { readRecord, type Draft } from '../../records/values/read-record.js';
import { settleRecord, statedFaults } from '../../records/values/settle-record.js';
import { writeDrafts, type WriteTarget } from '../../records/write-drafts.js';
import type { ImportFault } from '../importer.js';
import type { FileRecord } from './file-records.js';
import { readCell, type CellDialect } from './read-cell.js';
import { SeenKeys } from './seen-keys.js';

/** Listed of all; the others are counted. */
export const MAX_LISTED = 1_000;

export interface ImportTarget extends WriteTarget {
  readonly dialect: CellDialect;
  /** Whether records may be created in another state than that in which they begin. */
  readonly mayState: boolean;
  /** Columns of records that are there already which the file may change; absent = all. */
  readonly columns?: readonly string[];
  /** Nothing is kept when anything is wrong: once too much is wrong to be listed, nothing is written any more. */
  readonly isAllOrNothing: boolean;
}

interface Item {
  readonly record: FileRecord;
  readonly draft: Draft;
}

/** One import under way: takes records part by part and keeps account of them. Holds no more than one part. */
export class ImportRun {
  created = 0;
  updated = 0;
  unchanged = 0;
  rejected = 0;
  readonly faults: ImportFault[] = [];
  readonly #seen = new SeenKeys();
  readonly #known: KnownReferences = new Map();

  constructor(private readonly target: ImportTarget) {}

  get accepted(): number {
    return this.created + this.updated + this.unchanged;
  }

  /** Checks and writes some records of the file. */
  async take(records: readonly FileRecord[]): Promise<void> {
    const { tx, shape } = this.target;
    const read = new Map(
      records
        .flatMap((record, index) => this.#read(record, index) ?? [])
        .map((item) => [item.draft, item] as const),
    );
    for (const wave of inWaves(shape, [...read.keys()])) {
      const faults = await resolveReferences(tx, shape, wave, this.#known);
      const items = wave.flatMap((draft) => read.get(draft) ?? []);
      const sound = this.#sound(items, faults).filter((item) => this.#isFirst(item));
      const isHopeless = this.target.isAllOrNothing && this.rejected > MAX_LISTED;
      if (!isHopeless) await this.#write(sound);
    }
  }

  reject(faults: readonly ImportFault[]): void {
    this.rejected++;
    this.faults.push(...faults.slice(0, MAX_LISTED - this.faults.length));
  }

  #read(record: FileRecord, index: number): Item | null {
    if (record.fault !== null) {
      this.reject([{ line: record.line, column: null, detail: record.fault }]);
      return null;
    }
    const { shape, dialect, mayState } = this.target;
    // The pointer tells the records of a part apart.
    const { draft, faults } = readRecord(shape, record.body, {
      mode: 'create',
      pointer: `/${index}`,
      read: (field, cell) => readCell(field, cell, dialect),
    });
    const settled = settleRecord(shape, draft, null, faults);
    if (!mayState) settled.push(...statedFaults(shape, draft));
    if (settled.length === 0) return { record, draft: this.#stated(record, draft) };
    this.#rejectFor(record, settled);
    return null;
  }

  /** A table that has no columns for children says nothing of them: they stay. */
  #stated({ body }: FileRecord, draft: Draft): Draft {
    if (!this.target.columns) return draft;
    const children = Object.entries(draft.children).filter(([name]) => body[name] !== undefined);
    return { ...draft, children: Object.fromEntries(children) };
  }

  /** Those that no fault is about. */
  #sound(items: readonly Item[], faults: readonly RecordFault[]): readonly Item[] {
    if (faults.length === 0) return items;
    return items.filter(({ record, draft }) => {
      const own = faults.filter(({ pointer }) => `${pointer}/`.startsWith(`${draft.pointer}/`));
      if (own.length > 0) this.#rejectFor(record, own);
      return own.length === 0;
    });
  }

  #rejectFor(record: FileRecord, faults: readonly RecordFault[]): void {
    this.reject(
      faults.map(({ pointer, detail, problem }) => ({
        ...record.placeOf(pointer.replace(/^\/\d+/, '')),
        detail,
        ...(problem && { code: problem.code }),
      })),
    );
  }

  #isFirst({ record, draft }: Item): boolean {
    const key = keyOf(this.target.shape, draft.values);
    const before = key === null ? null : this.#seen.see(key, record.line);
    if (before === null) return true;
    this.reject([{ line: record.line, column: null, detail: `has the same key as line ${before}` }]);
    return false;
  }

  /** Writes all of them, or finds which of them the database refuses: it may say so, or it is found by halves. */
  async #write(items: readonly Item[]): Promise<void> {
    if (items.length === 0) return;
    const { tx, shape } = this.target;
    await tx.$executeRaw`savepoint import_part`;
    let drafts: readonly DraftToWrite[] = [];
    try {
      drafts = await this.#identified(items);
      const faulty = await this.#writeAll(drafts);
      await tx.$executeRaw`release savepoint import_part`;
      if (faulty.length === 0) return;
      const sound = this.#sound(items, faulty);
      if (sound.length === items.length) throw new Error(`${faulty[0]?.pointer} is no record of the import`);
      await this.#write(sound);
    } catch (error) {
      const refusal = refusalOf(error, shape, ...shape.children);
      if (!refusal) throw error;
      await tx.$executeRaw`rollback to savepoint import_part`;
      const named = items.length === 1 ? 0 : drafts.findIndex(({ id }) => id === refusal.record_id);
      const refused = items[named];
      if (refused) this.#rejectFor(refused.record, [faultOf(refusal, refused.draft.pointer)]);
      // The database looks at them in their order: what stands before a refused one has passed already.
      await this.#write(items.slice(0, Math.max(named, 0)));
      const others = items.slice(named + 1);
      const half = Math.ceil(others.length / 2);
      await this.#write(others.slice(0, half));
      await this.#write(others.slice(half));
    }
  }

  /** Each with the id of the record that has its name, or a new one. */
  async #identified(items: readonly Item[]): Promise<readonly DraftToWrite[]> {
    const { tx, shape } = this.target;
    const rows = items.map(({ draft }) => ({ id: newId(), values: draft.values }));
    const known = await findByKey(tx, shape, rows);
    return items.map(({ draft }, index) => {
      const id = rows[index]?.id ?? '';
      return { draft, id: known.get(id) ?? id, isNew: !known.has(id) };
    });
  }

  /** The faults of references of children, and those that steps find; then nothing was written. */
  async #writeAll(drafts: readonly DraftToWrite[]): Promise<readonly RecordFault[]> {
    const { columns } = this.target;
    const { faults, changed } = await writeDrafts(this.target, drafts, {
      known: this.#known,
      ...(columns && { columns }),
    });
    if (faults.length > 0) return faults;
    const created = drafts.filter(({ isNew }) => isNew).length;
    this.created += created;
    this.updated += changed;
    this.unchanged += drafts.length - created - changed;
    return [];
  }
}

/** Throws the transaction away although nothing went wrong. */
export class RolledBack extends Error {}
