import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { appendAudit, CONFIG, Database, type Author } from '@galley/platform';
import { StorageError, verifyBytes, type FileStore } from '@galley/storage';
import type { ReportConfig } from '../config.js';
import { RenderPool } from '../rendering/render-pool.js';
import type { RenderedFile } from '../rendering/render-task.js';
import { RunFailure } from '../rendering/run-failure.js';
import { taskAgain } from '../rendering/snapshot/snapshot-format.js';
import { SnapshotError, SnapshotReader } from '../rendering/snapshot/snapshot-reader.js';
import type { VerificationResource } from './archive-resources.js';
import type { ArchivedFile } from './archived-file.js';
import { FILE_STORE, storeProblem } from './file-store.js';
import { readableKey } from './readable-file.js';

type Rerender = Pick<VerificationResource, 'snapshot' | 'rerender' | 'rerender_detail' | 'totals_ok'>;

const UNASKED: Rerender = { snapshot: 'kept', rerender: 'skipped', rerender_detail: null, totals_ok: null };

/** Proves a stored file: that its bytes are those recorded, and that they follow from the dataset kept beside it. */
@Injectable()
export class FileVerifier {
  readonly #folder: string;

  constructor(
    private readonly database: Database,
    private readonly pool: RenderPool,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CONFIG) private readonly config: ReportConfig,
  ) {
    this.#folder = resolve(config.WORK_PATH);
  }

  /** Nothing is held: bytes are hashed as they are read. The answer is audited. Throws what `readableKey` throws. */
  async verify(author: Author, file: ArchivedFile, isToRender: boolean): Promise<VerificationResource> {
    const found = await this.#hash(readableKey(file));
    const expected_size = Number(file.size);
    const hash_ok = found.sha256 === file.sha256;
    const size_ok = found.size === expected_size;
    const again = await this.#again(file, isToRender);
    const ok = hash_ok && size_ok && again.snapshot !== 'damaged' && again.rerender !== 'different';
    const { totals = {} } = file.summary as { readonly totals?: unknown };
    const answer = { ok, hash_ok, size_ok, ...found, expected: file.sha256, expected_size, ...again, totals };
    await this.#record(author, file, answer);
    return answer;
  }

  async #hash(key: string): Promise<{ sha256: string | null; size: number | null }> {
    try {
      const hash = createHash('sha256');
      let size = 0;
      for await (const chunk of await this.store.open(key)) {
        const bytes = chunk as Buffer;
        hash.update(bytes);
        size += bytes.length;
      }
      return { sha256: hash.digest('hex'), size };
    } catch (error) {
      if (error instanceof StorageError && error.reason === 'missing') return { sha256: null, size: null };
      throw storeProblem(error);
    }
  }

  async #again(file: ArchivedFile, isToRender: boolean): Promise<Rerender> {
    const { snapshot_key, snapshot_size, snapshot_sha256 } = file;
    if (snapshot_key === null || snapshot_size === null || snapshot_sha256 === null) {
      return { ...UNASKED, snapshot: 'none' };
    }
    if (!isToRender) return UNASKED;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const base = join(this.#folder, `verify-${randomUUID()}`);
    const [copy, made] = [`${base}.snapshot`, `${base}.part`];
    try {
      const stored = await this.store.open(snapshot_key);
      const facts = { size: Number(snapshot_size), sha256: snapshot_sha256 };
      await pipeline(stored, verifyBytes(facts), createWriteStream(copy, { flags: 'wx', mode: 0o600 }));
      return { ...UNASKED, ...(await this.#render(file, copy, made)) };
    } catch (error) {
      if (error instanceof StorageError && error.reason !== 'unavailable') {
        return {
          ...UNASKED,
          snapshot: 'damaged',
          rerender_detail: 'The snapshot is not what was put there.',
        };
      }
      throw storeProblem(error);
    } finally {
      await Promise.all([copy, made].map((path) => unlink(path).catch(() => undefined)));
    }
  }

  async #render(file: ArchivedFile, copy: string, made: string): Promise<Partial<Rerender>> {
    try {
      const task = await taskIn(copy);
      if (task.is_encrypted) {
        return {
          rerender: 'not-comparable',
          rerender_detail: 'The file is encrypted; its bytes hold chance.',
        };
      }
      const rendered = await this.pool.run(() => taskAgain(task, made, copy), {
        timeoutMs: this.config.RENDER_TIMEOUT_MS,
      });
      const isSame = rendered.sha256 === file.sha256 && rendered.size === Number(file.size);
      return { rerender: isSame ? 'identical' : 'different', totals_ok: hasSameTotals(file, rendered) };
    } catch (error) {
      if (error instanceof SnapshotError) return notComparable(error.message);
      if (error instanceof RunFailure && error.verdict === 'final') return notComparable(error.message);
      throw error;
    }
  }

  #record(author: Author, file: ArchivedFile, answer: VerificationResource): Promise<void> {
    const { ok, sha256, expected, snapshot, rerender } = answer;
    return this.database.withTenant(file.organization_id, async (tx) => {
      await tx.$executeRaw`
        update tenant.generated_report set last_verified_at = clock_timestamp() where id = ${file.id}::uuid`;
      await appendAudit(tx, {
        organization_id: file.organization_id,
        actor_id: author.caller.id,
        action: 'archive.verify',
        entity_type: 'generated_report',
        entity_id: file.id,
        facts: { ok, sha256, expected, snapshot, rerender },
        request_id: author.request.request_id,
        ip: author.request.ip,
      });
    });
  }
}

async function taskIn(path: string) {
  const reader = await SnapshotReader.open(path);
  await reader.close();
  return reader.task;
}

function notComparable(detail: string): Partial<Rerender> {
  return { rerender: 'not-comparable', rerender_detail: detail };
}

function hasSameTotals({ summary, row_count }: ArchivedFile, { totals, rows }: RenderedFile): boolean {
  const recorded = (summary as { readonly totals?: unknown }).totals;
  return isDeepStrictEqual(recorded, JSON.parse(JSON.stringify(totals))) && Number(row_count) === rows;
}
