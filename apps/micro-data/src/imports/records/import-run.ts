import { newId } from '@galley/platform';
import { faultOf, refusalOf, type RecordFault, type Refusal } from '../../records/record-problem.js';
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
/** Records written at once after one was refused: where there is one there are more. */
const AFTER_REFUSAL = 50;
/** The record in the pointer of a fault. */
const RECORD = /^\/\d+/;

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
  /** Once it was looked for among those that are there. */
  identified?: DraftToWrite;
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
    const byRecord = new Map<string, RecordFault[]>();
    for (const fault of faults) {
      const pointer = RECORD.exec(fault.pointer)?.[0] ?? '';
      const own = byRecord.get(pointer);
      if (own) own.push(fault);
      else byRecord.set(pointer, [fault]);
    }
    return items.filter(({ record, draft }) => {
      const own = byRecord.get(draft.pointer);
      if (own) this.#rejectFor(record, own);
      return !own;
    });
  }

  #rejectFor(record: FileRecord, faults: readonly RecordFault[]): void {
    this.reject(
      faults.map(({ pointer, detail, problem }) => ({
        ...record.placeOf(pointer.replace(RECORD, '')),
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

  /**
   * Writes all but those that the database refuses. It may name one, which is taken out; else it is found by halves. Parts are small
   * after a refusal and twice as large after each that is written: few are written in vain, however many are refused.
   */
  async #write(items: readonly Item[]): Promise<void> {
    let rest = items;
    let size = items.length;
    while (rest.length > 0) {
      const part = rest.slice(0, size);
      const others = rest.slice(size);
      const left = await this.#tryToWrite(part);
      rest = [...left, ...others];
      if (left.length === 0) size *= 2;
      else if (left.length < part.length) size = Math.min(size, AFTER_REFUSAL);
      else size = Math.ceil(part.length / 2);
    }
  }

  /** Answers what is still to be written: nothing, those that nothing was found against, or all when it is not known which is refused. */
  async #tryToWrite(items: readonly Item[]): Promise<readonly Item[]> {
    let faulty: readonly RecordFault[] = [];
    // Each is looked for once: among all that are there, that costs more than to write a few.
    const unknown = items.filter(({ identified }) => !identified);
    const refusal =
      (unknown.length > 0 ? await this.#refusalOf(() => this.#identify(unknown)) : null) ??
      (await this.#refusalOf(async () => {
        faulty = await this.#writeAll(items.flatMap(({ identified }) => identified ?? []));
      }));
    if (refusal) {
      const named = items.find(({ identified }) => identified && identified.id === refusal.record_id);
      const refused = items.length === 1 ? items[0] : named;
      if (!refused) return items;
      this.#rejectFor(refused.record, [faultOf(refusal, refused.draft.pointer)]);
      return items.filter((item) => item !== refused);
    }
    if (faulty.length === 0) return [];
    const sound = this.#sound(items, faulty);
    if (sound.length === items.length) throw new Error(`${faulty[0]?.pointer} is no record of the import`);
    return sound;
  }

  /** Why the database refuses some work, which then was not done; null when it was. */
  async #refusalOf(work: () => Promise<void>): Promise<Refusal | null> {
    const { tx, shape } = this.target;
    await tx.$executeRaw`savepoint import_part`;
    let refusal: Refusal | null = null;
    try {
      await work();
    } catch (error) {
      refusal = refusalOf(error, shape, ...shape.children);
      if (!refusal) throw error;
      await tx.$executeRaw`rollback to savepoint import_part`;
    }
    // Also after a rollback it is there: the next one would be inside it, and so on.
    await tx.$executeRaw`release savepoint import_part`;
    return refusal;
  }

  /** Each with the id of the record that has its name, or a new one. */
  async #identify(items: readonly Item[]): Promise<void> {
    const { tx, shape } = this.target;
    const rows = items.map(({ draft }) => ({ id: newId(), values: draft.values }));
    const known = await findByKey(tx, shape, rows);
    for (const [index, item] of items.entries()) {
      const id = rows[index]?.id ?? '';
      item.identified = { draft: item.draft, id: known.get(id) ?? id, isNew: !known.has(id) };
    }
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
