import { Injectable } from '@nestjs/common';
import { Database, newId, NotFound, TooManyRequests, type SqlTx } from '@galley/platform';
import { FileExpired } from '../archive/archive-problems.js';
import type { ArchivedFile } from '../archive/archived-file.js';
import { readableKey, whyUnreadable } from '../archive/readable-file.js';
import { isSharePassword } from './share-password.js';
import {
  SharePasswordRequired,
  SharePasswordWrong,
  ShareExpired,
  ShareRevoked,
  ShareUsedUp,
} from './share-problems.js';
import { shareStateOf, type ShareRow, type ShareState } from './share-state.js';
import { hashShareToken, looksLikeShareToken } from './share-token.js';
import type { SharedFile } from './share.dto.js';

/** Who is at a link, as far as anybody knows. */
export interface Visitor {
  readonly ip: string;
  readonly user_agent: string | null;
}

/** A file that somebody may take by a link. */
export interface SharedDownload {
  readonly file: ArchivedFile;
  readonly share_id: string;
}

interface Found {
  readonly link: ShareRow;
  readonly file: ArchivedFile;
  readonly organization: string;
}

const GUESSES = 10;
const GUESS_WINDOW_S = 900;
const MAX_AGENT = 300;

/** What is behind a link, for whoever holds it. Everything is read anew each time: a revoked link is so at once. */
@Injectable()
export class SharedFiles {
  constructor(private readonly database: Database) {}

  /** The page's facts; a view is on record. Throws `not-found`, `share-expired`, `share-revoked`, `file-expired` … */
  async view(token: string, visitor: Visitor): Promise<Omit<SharedFile, 'download_url'>> {
    const found = await this.#find(token);
    await this.#requireOpen(found, visitor);
    await this.#write(found, async (tx) => {
      await tx.$executeRaw`
        update tenant.share_link set access_count = access_count + 1, last_access_at = clock_timestamp()
        where id = ${found.link.id}::uuid`;
      await record(tx, found.link, visitor, 'view');
    });
    return factsOf(found);
  }

  /**
   * Counts a download and hands over the file. Atomic: of many at once no more get it than the link allows. Throws what
   * `view` throws, `share-used-up`, `share-password-required`, `share-password-wrong`, `archived-restore-required`.
   */
  async take(token: string, password: string | null, visitor: Visitor): Promise<SharedDownload> {
    const found = await this.#find(token);
    const { link, file } = found;
    await this.#requireOpen(found, visitor);
    readableKey(file);
    if (link.password_hash !== null) await this.#requirePassword(found, password, visitor);
    const state = await this.#write(found, async (tx): Promise<ShareState> => {
      const [now] = await tx.$queryRaw<(ShareRow & { readonly now: Date })[]>`
        select *, clock_timestamp() as now from tenant.share_link where id = ${link.id}::uuid for update`;
      const state = now ? shareStateOf(now, now.now) : 'revoked';
      if (state !== 'open') return state;
      await tx.$executeRaw`
        update tenant.share_link set download_count = download_count + 1, access_count = access_count + 1,
          last_access_at = clock_timestamp()
        where id = ${link.id}::uuid`;
      await record(tx, link, visitor, 'download');
      return state;
    });
    if (state !== 'open') throw await this.#closed(found, state, visitor);
    return { file, share_id: link.id };
  }

  /** The file could not be given after all: the download does not count. */
  async giveBack({ file, share_id }: SharedDownload, visitor: Visitor): Promise<void> {
    await this.database.withTenantSql(file.organization_id, async (tx) => {
      await tx.$executeRaw`
        update tenant.share_link set download_count = greatest(download_count - 1, 0) where id = ${share_id}::uuid`;
      await record(tx, { id: share_id, organization_id: file.organization_id }, visitor, 'unavailable');
    });
  }

  async #find(token: string): Promise<Found> {
    const found = looksLikeShareToken(token) ? await this.#lookUp(hashShareToken(token)) : null;
    if (found) return found;
    throw NotFound.error('There is nothing behind this link.');
  }

  #lookUp(token_hash: string): Promise<Found | null> {
    return this.database.asSystem(async (tx) => {
      const row = await tx.share_link.findFirst({ where: { token_hash }, include: { report: true } });
      if (!row || row.report.deleted_at !== null) return null;
      const { report, ...link } = row;
      // Who may not log in any more does not hand out files either.
      const owner = await tx.organization.findFirst({
        where: { id: link.organization_id, is_active: true },
        select: { name: true },
      });
      return owner && { link, file: report, organization: owner.name };
    });
  }

  async #requireOpen(found: Found, visitor: Visitor): Promise<void> {
    const state = shareStateOf(found.link);
    if (state !== 'open') throw await this.#closed(found, state, visitor);
    if (whyUnreadable(found.file) !== 'expired') return;
    await this.#write(found, (tx) => record(tx, found.link, visitor, 'unavailable'));
    throw FileExpired.error('The file behind this link has expired; ask its sender for a new one.');
  }

  async #closed(found: Found, state: Exclude<ShareState, 'open'>, visitor: Visitor): Promise<Error> {
    const outcome = state === 'used-up' ? 'limit' : state;
    await this.#write(found, (tx) => record(tx, found.link, visitor, outcome));
    if (state === 'revoked')
      return ShareRevoked.error('Whoever sent this link has revoked it; ask them for a new one.');
    if (state === 'expired') return ShareExpired.error('The link has expired; ask its sender for a new one.');
    return ShareUsedUp.error('The file has been downloaded as often as the link allows.');
  }

  /**
   * The guess is on record as wrong before it is looked at, so that many at once are not more than their number; what
   * takes long runs outside of the transaction.
   */
  async #requirePassword(found: Found, password: string | null, visitor: Visitor): Promise<void> {
    const { link } = found;
    if (password === null || password === '') {
      throw SharePasswordRequired.error('This link asks for a password; ask whoever sent it to you.');
    }
    const guess = await this.#write(found, async (tx): Promise<string | null> => {
      await tx.$queryRaw`select id from tenant.share_link where id = ${link.id}::uuid for update`;
      const [wrong] = await tx.$queryRaw<{ count: number }[]>`
        select count(*)::int as count from tenant.share_access
        where share_id = ${link.id}::uuid and outcome = 'wrong-password'
          and created_at > clock_timestamp() - make_interval(secs => ${GUESS_WINDOW_S})`;
      const isTooMany = (wrong?.count ?? 0) >= GUESSES;
      const id = await record(tx, link, visitor, isTooMany ? 'limit' : 'wrong-password');
      return isTooMany ? null : id;
    });
    if (guess === null) {
      throw TooManyRequests.error('Too many wrong passwords; wait before the next one.', {
        retry_after_s: GUESS_WINDOW_S,
      });
    }
    if (!(await isSharePassword(password, link.password_hash ?? ''))) {
      throw SharePasswordWrong.error('The password is not right; ask whoever sent you the link.');
    }
    await this.#write(
      found,
      (tx) => tx.$executeRaw`delete from tenant.share_access where id = ${guess}::uuid`,
    );
  }

  #write<T>({ link }: Found, work: (tx: SqlTx) => Promise<T>): Promise<T> {
    return this.database.withTenantSql(link.organization_id, work);
  }
}

function factsOf({ link, file, organization }: Found): Omit<SharedFile, 'download_url'> {
  const isSooner =
    file.expires_at !== null && file.legal_hold_at === null && file.expires_at < link.expires_at;
  return {
    name: file.name,
    organization,
    format: file.format,
    media_type: file.media_type,
    size: Number(file.size),
    page_count: file.page_count,
    sha256: file.sha256,
    created_at: file.created_at,
    available_until: isSooner && file.expires_at ? file.expires_at : link.expires_at,
    downloads_left: link.max_downloads === null ? null : link.max_downloads - link.download_count,
    password_required: link.password_hash !== null,
    state: whyUnreadable(file) === null ? 'available' : 'archived',
  };
}

/** One line of the access log; resolves to its id. */
async function record(
  tx: SqlTx,
  link: Pick<ShareRow, 'id' | 'organization_id'>,
  { ip, user_agent }: Visitor,
  outcome: string,
): Promise<string> {
  const id = newId();
  const agent = user_agent && Buffer.from(user_agent).toString().slice(0, MAX_AGENT);
  await tx.$executeRaw`
    insert into tenant.share_access (id, organization_id, share_id, outcome, ip, user_agent, created_at)
    values (${id}::uuid, ${link.organization_id}::uuid, ${link.id}::uuid, ${outcome}, ${ip}, ${agent}, clock_timestamp())`;
  return id;
}
