import { once } from 'node:events';
import { pipeline, Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { appendAudit, CONFIG, Database, IncomingRequest, Logger, PreconditionFailed } from '@galley/platform';
import { StorageError, verifyBytes, type ByteRange, type FileStore } from '@galley/storage';
import type { FastifyReply } from 'fastify';
import type { ArchiveConfig } from './archive-config.js';
import { FileMissing, RangeNotSatisfiable } from './archive-problems.js';
import type { ArchivedFile } from './archived-file.js';
import { fileHeaders } from './file-headers.js';
import { FILE_STORE, storeProblem } from './file-store.js';
import { fileTag, planTransfer } from './plan-transfer.js';
import { readableKey } from './readable-file.js';

/** Who gets a file. */
export interface Taker {
  /** Null = whoever holds a share link. */
  readonly id: string | null;
  /** The link it is taken by. */
  readonly share_id?: string;
}

/** Sends archived files: whole or in part, from disk or by a link to the object store, each download on record. */
@Injectable()
export class FileSender {
  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CONFIG) private readonly config: ArchiveConfig,
  ) {}

  /**
   * Answers a download with `file`, which the caller may see (the sender does not ask again). Honours Range, If-Range,
   * If-Match and If-None-Match against the hash. Errors: `file-expired`, `archived-restore-required`, `file-missing`, `range-not-satisfiable`,
   * `precondition-failed`, `unavailable`.
   */
  async send(reply: FastifyReply, caller: Taker, file: ArchivedFile): Promise<void> {
    readableKey(file);
    const request = new IncomingRequest(reply.request);
    const size = Number(file.size);
    const transfer = planTransfer(
      {
        range: reply.request.method === 'GET' && !isShared(caller) ? request.header('range') : null,
        if_range: request.header('if-range'),
        if_match: request.header('if-match'),
        if_none_match: request.header('if-none-match'),
      },
      { sha256: file.sha256, size },
    );
    reply.headers({
      'cache-control': 'private, no-store',
      'accept-ranges': isShared(caller) ? 'none' : 'bytes',
      etag: fileTag(file.sha256),
    });
    switch (transfer.kind) {
      case 'precondition-failed':
        throw PreconditionFailed.error('The file is another one than the one you name.');
      case 'unsatisfiable':
        reply.header('content-range', `bytes */${size}`);
        throw RangeNotSatisfiable.error(`The file has ${size} bytes.`, { facts: { size } });
      case 'not-modified':
        return void reply.code(304).send();
      default:
        return this.#transfer(reply, caller, file, transfer.kind === 'part' ? transfer.range : null);
    }
  }

  async #transfer(
    reply: FastifyReply,
    caller: Taker,
    file: ArchivedFile,
    range: ByteRange | null,
  ): Promise<void> {
    const size = Number(file.size);
    const isHead = reply.request.method === 'HEAD';
    const link = isHead || isShared(caller) ? null : await this.#link(file);
    if (link !== null) {
      await this.#recordDownload(reply, caller, file, null);
      return void reply.code(302).header('location', link).removeHeader('etag').send();
    }
    // Opened and on record before the first header: what fails until then is a problem, not a broken file.
    const bytes = isHead ? Readable.from([]) : await this.#open(file, range);
    if (!isHead) {
      await this.#recordDownload(reply, caller, file, range).catch((error: unknown) => {
        bytes.destroy();
        throw error;
      });
    }
    reply.headers(fileHeaders({ name: file.name, media_type: file.media_type, size: sizeOf(range) ?? size }));
    if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`);
    reply.send(bytes);
  }

  /** Address at the object store, or null when files are read through us. */
  async #link(file: ArchivedFile): Promise<string | null> {
    try {
      const link = await this.store.presign(readableKey(file), {
        expires_s: this.config.ARCHIVE_LINK_S,
        file_name: file.name,
        media_type: file.media_type,
      });
      if (link === null || (await this.store.stat(readableKey(file)))) return link;
    } catch (error) {
      throw storeProblem(error);
    }
    throw FileMissing.error('The file is not in the archive any more; run the report again.');
  }

  /**
   * A whole file is verified on its way: a damaged one breaks off before its last bytes, a small one is refused here.
   * Resolves when the first bytes are at hand.
   */
  async #open(file: ArchivedFile, range: ByteRange | null): Promise<Readable> {
    try {
      const stored = await this.store.open(readableKey(file), range ?? undefined);
      if (range) return stored;
      const verified = verifyBytes({ size: Number(file.size), sha256: file.sha256 });
      pipeline(stored, verified, (error) => {
        const is_damaged = error instanceof StorageError && error.reason === 'damaged';
        if (is_damaged) this.logger.error('archived file is damaged', { entity_id: file.id, error });
      });
      await once(verified, 'readable');
      return verified;
    } catch (error) {
      throw storeProblem(error);
    }
  }

  /** Who took which file; a download counts once, with its first byte. */
  #recordDownload(
    reply: FastifyReply,
    caller: Taker,
    file: ArchivedFile,
    range: ByteRange | null,
  ): Promise<void> {
    const { id, ip } = reply.request;
    return this.database.withTenant(file.organization_id, async (tx) => {
      if (!range?.start) {
        await tx.generated_report.updateMany({
          where: { id: file.id },
          data: { download_count: { increment: 1 }, ...(caller.id !== null && { updated_by_id: caller.id }) },
        });
      }
      await appendAudit(tx, {
        organization_id: file.organization_id,
        actor_id: caller.id,
        action: 'download',
        entity_type: 'generated_report',
        entity_id: file.id,
        facts: {
          format: file.format,
          size: Number(file.size),
          sha256: file.sha256,
          job_id: file.job_id,
          range: range && `${range.start}-${range.end}`,
          ...(caller.share_id !== undefined && { share_id: caller.share_id }),
        },
        request_id: id,
        ip,
      });
    });
  }
}

/**
 * By a link every download counts, so none comes in parts; and it goes through us, so that a link that is revoked leads
 * nowhere, not even for the minute that an address of the object store would be good.
 */
function isShared(taker: Taker): boolean {
  return taker.share_id !== undefined;
}

function sizeOf(range: ByteRange | null): number | null {
  return range && range.end - range.start + 1;
}
