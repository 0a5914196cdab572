import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import {
  Answer,
  appendAudit,
  CONFIG,
  Database,
  newId,
  onceIn,
  Unavailable,
  type Author,
  type SqlTx,
} from '@galley/platform';
import type { MicroDataConfig } from '../../config.js';
import { mayState } from '../../records/moves/require-stating.js';
import { writerOf } from '../../records/records.service.js';
import type { EntityShape } from '../../records/shape/record-shape.js';
import { RecordSteps } from '../../records/steps/record-steps.js';
import { Slots } from '../../sessions/slots.js';
import type { FileDialect, FileEntry, FileKind } from '../files/file-kind.js';
import { ImportRejected } from '../import-rejected.js';
import { withSpooled, type SpooledBody } from '../spool.js';
import { lineRecords, readHeading, tableRecords, type FileRecord, type Heading } from './file-records.js';
import type { RecordImportResult } from './http/record-import-resources.js';
import { ImportRun, MAX_LISTED, RolledBack } from './import-run.js';

/** Records that are checked and written together: enough for few statements, little enough to be held. */
const PART = 5_000;
/** Each holds a connection as long as it runs. */
const AT_ONCE = 2;
const WAIT_MS = 30_000;

export interface RecordImportWish {
  readonly shape: EntityShape;
  readonly kind: FileKind;
  readonly dialect: FileDialect;
  readonly dry_run: boolean;
  /** `all`: one faulty record holds back the file; `partial`: the good ones are kept. */
  readonly mode: 'all' | 'partial';
}

/** Files of records: read as a stream, written part by part in one transaction, found by their natural keys. */
@Injectable()
export class RecordImports {
  readonly #slots = new Slots(AT_ONCE);

  constructor(
    private readonly database: Database,
    private readonly steps: RecordSteps,
    @Inject(CONFIG) private readonly config: MicroDataConfig,
  ) {}

  /** `onSpooled` is told the digest of the file before it is read. Throws `import-rejected`, `body-too-large`. */
  run(
    author: Author,
    wish: RecordImportWish,
    body: Readable,
    onSpooled: (sha256: Buffer) => void,
  ): Promise<Answer<RecordImportResult>> {
    return withSpooled(body, this.config.IMPORT_LIMIT_BYTES, async (file) => {
      onSpooled(file.sha256);
      if (!(await this.#slots.take(WAIT_MS))) {
        throw Unavailable.error('Other imports are under way; try again in a minute.', { retry_after_s: 60 });
      }
      try {
        return await this.#import(author, wish, file);
      } finally {
        this.#slots.give();
      }
    });
  }

  async #import(
    author: Author,
    wish: RecordImportWish,
    file: SpooledBody,
  ): Promise<Answer<RecordImportResult>> {
    let result: RecordImportResult | null = null;
    const work = async (tx: SqlTx): Promise<Answer<RecordImportResult>> => {
      result = await this.#write(tx, author, wish, file);
      // What was only tried is taken back as a whole: what the database refuses shows in no other way.
      if (wish.dry_run) throw new RolledBack();
      if (wish.mode === 'all' && result.rejected > 0) throw rejected(result);
      await this.#audit(tx, author, wish, file, result);
      return new Answer(200, result);
    };
    const options = { timeoutMs: this.config.IMPORT_TIMEOUT_MS };
    try {
      return await this.database.withActorSql(
        author.caller,
        (tx) => (wish.dry_run ? work(tx) : onceIn(tx, author.caller, author.request, () => work(tx))),
        options,
      );
    } catch (error) {
      if (error instanceof RolledBack && result) return new Answer(200, result);
      throw error;
    }
  }

  async #write(
    tx: SqlTx,
    { caller }: Author,
    { shape, kind, dialect, mode }: RecordImportWish,
    file: SpooledBody,
  ): Promise<RecordImportResult> {
    // A plan made while the table was empty would be kept while it fills.
    await tx.$executeRaw`select set_config('plan_cache_mode', 'force_custom_plan', true)`;
    const { entries, decimal } = await kind.open(file.path, dialect);
    try {
      const heading = kind.isTable ? await headingOf(shape, entries) : null;
      if (heading && heading.faults.length > 0) return resultOf(0, heading.faults);
      const run = new ImportRun({
        tx,
        shape,
        writer: writerOf(caller),
        steps: this.steps.of(shape),
        dialect: { decimal, timezone: dialect.timezone, isTyped: !kind.isTable },
        mayState: mayState(caller, shape),
        isAllOrNothing: mode === 'all',
        ...(heading && changeable(shape, heading)),
      });
      let part: FileRecord[] = [];
      let count = 0;
      for await (const record of heading ? tableRecords(shape, heading, entries) : lineRecords(entries)) {
        count++;
        if (count > this.config.IMPORT_MAX_ROWS) {
          throw ImportRejected.error(
            `The file has more than ${this.config.IMPORT_MAX_ROWS} records; split it.`,
          );
        }
        part.push(record);
        if (part.length < PART) continue;
        await run.take(part);
        part = [];
      }
      await run.take(part);
      if (count === 0) throw ImportRejected.error('The file has no records.');
      return {
        accepted: mode === 'all' && run.rejected > 0 ? 0 : run.accepted,
        rejected: run.rejected,
        created: run.created,
        updated: run.updated,
        unchanged: run.unchanged,
        errors: run.faults,
      };
    } finally {
      await entries.return(undefined);
    }
  }

  /** Which file made how many records; the digest is of the file. */
  #audit(
    tx: SqlTx,
    { caller, request }: Author,
    { shape, kind, mode }: RecordImportWish,
    { size, sha256 }: SpooledBody,
    { created, updated, unchanged, rejected: refused }: RecordImportResult,
  ): Promise<void> {
    return appendAudit(tx, {
      organization_id: caller.organization.id,
      actor_id: caller.id,
      action: 'import',
      entity_type: shape.full_name,
      entity_id: newId(),
      after: sha256.toString('hex'),
      facts: { format: kind.key, mode, bytes: size, created, updated, unchanged, rejected: refused },
      request_id: request.request_id,
      ip: request.ip,
    });
  }
}

async function headingOf(shape: EntityShape, entries: AsyncGenerator<FileEntry>): Promise<Heading> {
  const { value: first, done } = await entries.next();
  if (done) throw ImportRejected.error('The file is empty.');
  if ('cells' in first) return readHeading(shape, first.line, first.cells);
  const detail = 'fault' in first ? first.fault : 'is no heading';
  return { columns: [], faults: [{ line: first.line, column: null, detail }] };
}

/** Of records that are there already, a table changes what it has columns for. */
function changeable(shape: EntityShape, { columns }: Heading): { readonly columns?: readonly string[] } {
  const given = columns.flatMap((column) => (column?.child === null && column.stored ? [column] : []));
  const carried = shape.references
    .filter(({ column, key_name }) => given.some(({ field }) => field === column || field === key_name))
    .flatMap(({ column, field }) => [column, ...(field.carries ?? [])]);
  const plain = [...given.map(({ stored }) => stored ?? ''), ...(shape.entity.completed?.fields ?? [])];
  return { columns: shape.stored.filter((name) => carried.includes(name) || plain.includes(name)) };
}

function resultOf(
  accepted: number,
  faults: readonly RecordImportResult['errors'][number][],
): RecordImportResult {
  return {
    accepted,
    rejected: 1,
    created: 0,
    updated: 0,
    unchanged: 0,
    errors: [...faults].slice(0, MAX_LISTED),
  };
}

/** The problem carries the same fields as the result of a dry run. */
function rejected({ rejected: count, errors }: RecordImportResult) {
  const [first] = errors;
  const place = first?.line ? ` in line ${first.line}` : '';
  return ImportRejected.error(`Nothing was written: ${first?.detail ?? 'a record is not valid'}${place}.`, {
    facts: { accepted: 0, rejected: count, errors: errors.map((fault) => ({ ...fault })) },
  });
}
