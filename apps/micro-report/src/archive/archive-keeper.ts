import { Inject, Injectable } from '@nestjs/common';
import {
  appendAudit,
  CONFIG,
  Database,
  NotFound,
  requireMatch,
  type Author,
  type Json,
  type Tx,
} from '@galley/platform';
import type { ReportConfig } from '../config.js';
import { archiveStateOf } from './archive-lifecycle.js';
import { ArchiveMover, enterArchive } from './archive-mover.js';
import { ArchiveStateConflict, FileExpired, LegalHold } from './archive-problems.js';
import { visibleTo } from './archive-visibility.js';
import type { ArchivedFile } from './archived-file.js';
import { storeProblem } from './file-store.js';
import { whyUnreadable } from './readable-file.js';
import { retentionNow } from './retention-policy.js';
import { daysAfter, retentionPlan, yearsAfter, type RetentionClass } from './retention.js';

const RESTORED_DAYS = 7;

type Changes = Parameters<Tx['generated_report']['update']>[0]['data'];

/** What people decide about stored files: how long they are kept, where they stand, and what nobody may remove. */
@Injectable()
export class ArchiveKeeper {
  constructor(
    private readonly database: Database,
    private readonly mover: ArchiveMover,
    @Inject(CONFIG) private readonly config: ReportConfig,
  ) {}

  /** Moves the file into the archive, or gives it back early. Throws `legal-hold`, `archive-state`, `file-expired`. */
  async archive(author: Author, id: string): Promise<ArchivedFile> {
    const file = await this.#change(author, id, 'archive.give-back', (file) => {
      const state = archiveStateOf(file);
      if (state === 'restored') return { expires_at: null };
      if (state === 'archived') {
        throw ArchiveStateConflict.error('The file is in the archive already.', { facts: { state } });
      }
      requireNotHeld(file, 'moved');
      requireNotExpired(file);
      return null;
    });
    return archiveStateOf(file) === 'standard' ? this.#move(author, file) : file;
  }

  /** Makes an archived file readable for some days; again to have it longer. Throws `archive-state`, `file-expired`. */
  async restore(author: Author, id: string, days = RESTORED_DAYS): Promise<ArchivedFile> {
    const restore = () =>
      this.#change(author, id, 'archive.restore', async (file, tx) => {
        if (archiveStateOf(file) === 'standard') {
          // It has expired, and the reaper has not been there yet.
          if (whyUnreadable(file) === 'archived') return null;
          throw ArchiveStateConflict.error('The file is not in the archive; it can be downloaded.', {
            facts: { state: 'standard' },
          });
        }
        const { now } = await this.#now(tx, file);
        const until = daysAfter(now, days);
        const isCut = file.purge_at !== null && file.purge_at < until && file.legal_hold_at === null;
        return { expires_at: isCut ? file.purge_at : until };
      });
    const file = await restore();
    if (archiveStateOf(file) !== 'standard') return file;
    await this.#move(author, file);
    return restore();
  }

  /** Forbids everybody, and the reaper, to move or remove the file. Throws `legal-hold`, `file-expired`. */
  hold(author: Author, id: string, reason: string): Promise<ArchivedFile> {
    return this.#change(
      author,
      id,
      'archive.hold',
      async (file, tx) => {
        requireNotHeld(file, 'held twice');
        const { now } = await this.#now(tx, file);
        return { legal_hold_at: now, legal_hold_by_id: author.caller.id, legal_hold_reason: reason };
      },
      { reason },
    );
  }

  /** What expired meanwhile is carried out from now on. Throws `archive-state` where there is no hold. */
  release(author: Author, id: string, reason: string): Promise<ArchivedFile> {
    return this.#change(
      author,
      id,
      'archive.release',
      (file) => {
        if (file.legal_hold_at === null)
          throw ArchiveStateConflict.error('The file is not under a legal hold.');
        return { legal_hold_at: null, legal_hold_by_id: null, legal_hold_reason: null };
      },
      { reason },
    );
  }

  /**
   * Gives the file another retention class and the dates of it. Throws `legal-hold`, `file-expired`, and `archive-state`, also
   * for a file that was ordered for good.
   */
  async retain(author: Author, id: string, retention_class: RetentionClass): Promise<ArchivedFile> {
    const decide = async (file: ArchivedFile, tx: Tx): Promise<Changes | null> => {
      requireNotHeld(file, 'kept for another time');
      requireNotExpired(file);
      if (retention_class !== 'permanent') await requireNotOrderedForGood(tx, file);
      const { policy } = await this.#now(tx, file);
      if (archiveStateOf(file) === 'standard') {
        if (retention_class === 'archive') return null;
        return { retention_class, ...retentionPlan(retention_class, file.created_at, policy) };
      }
      if (retention_class === 'permanent') return { retention_class, purge_at: null };
      if (retention_class === 'archive' && file.archived_at) {
        return { retention_class, purge_at: yearsAfter(file.archived_at, policy.archive_years) };
      }
      throw ArchiveStateConflict.error(
        'The file is in the archive; there it is kept as archive or permanent.',
        {
          facts: { state: archiveStateOf(file) },
        },
      );
    };
    const file = await this.#change(author, id, 'archive.retention', decide, { class: retention_class });
    const isToMove = retention_class === 'archive' && archiveStateOf(file) === 'standard';
    return isToMove ? this.#move(author, file, false) : file;
  }

  /** The copy may take its time: the row is not locked meanwhile, and decides in the end. */
  async #move(
    author: Author,
    file: ArchivedFile,
    isPermanent = file.retention_class === 'permanent',
  ): Promise<ArchivedFile> {
    const { caller } = author;
    const key = await this.mover.copy(file).catch((error: unknown) => {
      throw storeProblem(error);
    });
    try {
      return await this.database.withTenant(caller.organization.id, async (tx) => {
        const { now, policy } = await this.#now(tx, file);
        const entered = await enterArchive(tx, file.id, {
          key,
          purge_at: isPermanent ? null : yearsAfter(now, policy.archive_years),
          retention_class: isPermanent ? 'permanent' : 'archive',
          actor_id: caller.id,
        });
        if (!entered) {
          requireNotHeld(await lockedFile(tx, author, file.id), 'moved');
          throw ArchiveStateConflict.error('Somebody else has moved the file meanwhile; read it again.');
        }
        const moved = await lockedFile(tx, author, file.id);
        await audit(tx, author, 'archive.move', moved);
        return moved;
      });
    } catch (error) {
      await this.mover.discard(key);
      throw error;
    }
  }

  /**
   * Locks the row, lets `decide` refuse or name the changes, and records them. Null changes nothing and records nothing.
   * Throws `not-found`, `precondition-failed`, and `file-expired` for what is gone.
   */
  #change(
    author: Author,
    id: string,
    action: string,
    decide: (file: ArchivedFile, tx: Tx) => Changes | null | Promise<Changes | null>,
    facts: Readonly<Record<string, Json>> = {},
  ): Promise<ArchivedFile> {
    return this.database.withTenant(author.caller.organization.id, async (tx) => {
      const file = await lockedFile(tx, author, id);
      requireMatch(author.request, file);
      const state = archiveStateOf(file);
      if (state === 'purged' || state === 'removed') throw gone();
      const changes = await decide(file, tx);
      if (changes === null) return file;
      const changed = await tx.generated_report.update({
        where: { id },
        data: { ...changes, updated_by_id: author.caller.id },
      });
      await audit(tx, author, action, changed, facts);
      return changed;
    });
  }

  #now(tx: Tx, { organization_id }: ArchivedFile) {
    return retentionNow(tx, organization_id, this.config.REPORT_KEEP_DAYS);
  }
}

async function lockedFile(tx: Tx, { caller }: Author, id: string): Promise<ArchivedFile> {
  const where = { AND: [await visibleTo(tx, caller), { id }] };
  const visible = await tx.generated_report.findFirst({ where, select: { id: true } });
  if (visible) {
    await tx.$queryRaw`select id from tenant.generated_report where id = ${id}::uuid for update`;
    return tx.generated_report.findFirstOrThrow({ where: { id } });
  }
  throw NotFound.error('There is no such file in the archive, or it is not yours.');
}

function requireNotHeld(file: ArchivedFile, what: string): void {
  if (file.legal_hold_at === null) return;
  throw LegalHold.error(`The file is under a legal hold and cannot be ${what}; release the hold first.`, {
    facts: { legal_hold_at: file.legal_hold_at.toISOString() },
  });
}

/** As what is filed with an authority is (`JobOrder.retention_class`). */
async function requireNotOrderedForGood(tx: Tx, file: ArchivedFile): Promise<void> {
  if (file.retention_class !== 'permanent' || file.job_id === null) return;
  const job = await tx.tb_report_job.findFirst({
    where: { id: file.job_id },
    select: { retention_class: true },
  });
  if (job?.retention_class !== 'permanent') return;
  throw ArchiveStateConflict.error('The file was made to be kept for good; nobody can shorten that.');
}

/** From that instant on, not from the reaper's next round: a decision that comes too late is too late. */
function requireNotExpired(file: ArchivedFile): void {
  if (whyUnreadable(file) === 'expired') throw gone();
}

function gone() {
  return FileExpired.error('The file has expired and is gone; only its entry is left.');
}

function audit(
  tx: Tx,
  { caller, request }: Author,
  action: string,
  file: ArchivedFile,
  facts: Readonly<Record<string, Json>> = {},
): Promise<void> {
  return appendAudit(tx, {
    organization_id: file.organization_id,
    actor_id: caller.id,
    action,
    entity_type: 'generated_report',
    entity_id: file.id,
    facts: {
      ...facts,
      state: archiveStateOf(file),
      retention_class: file.retention_class,
      expires_at: file.expires_at?.toISOString() ?? null,
      purge_at: file.purge_at?.toISOString() ?? null,
    },
    request_id: request.request_id,
    ip: request.ip,
  });
}
