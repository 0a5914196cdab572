import { Injectable } from '@nestjs/common';
import { Database, mapPage, NotFound, pageOf, type Principal, type Prisma } from '@galley/platform';
import type { Inbox, InboxMessage, InboxQuery } from './inbox.dto.js';

type InboxRow = Prisma.inbox_messageGetPayload<object>;

/** A user's own messages; nobody reads another's. */
@Injectable()
export class InboxService {
  constructor(private readonly database: Database) {}

  list(caller: Principal, query: InboxQuery): Promise<Inbox> {
    const own = { user_id: caller.id };
    const where = { ...own, ...(query.unread === 'true' && { read_at: null }) };
    return this.database.withTenant(caller.organization.id, async (tx) => {
      const page = await pageOf(
        query,
        { by: ['created_at', 'kind'], initially: '-created_at' },
        (window) => tx.inbox_message.findMany({ where, ...window }),
        () => tx.inbox_message.count({ where }),
      );
      const unread = await tx.inbox_message.count({ where: { ...own, read_at: null } });
      return { ...mapPage(page, presentMessage), unread };
    });
  }

  /** Again is the same answer: it stays read at the first time. `not-found` for another's message. */
  read(caller: Principal, id: string): Promise<InboxMessage> {
    return this.database.withTenant(caller.organization.id, async (tx) => {
      const [row] = await tx.$queryRaw<InboxRow[]>`
        update tenant.inbox_message set read_at = coalesce(read_at, clock_timestamp())
        where id = ${id}::uuid and user_id = ${caller.id}::uuid
        returning *`;
      if (!row) throw NotFound.error('There is no such message, or it is not yours.');
      return presentMessage(row);
    });
  }

  /** Resolves to how many were not read before. */
  readAll(caller: Principal): Promise<number> {
    return this.database.withTenant(
      caller.organization.id,
      (tx) => tx.$executeRaw`
        update tenant.inbox_message set read_at = clock_timestamp()
        where user_id = ${caller.id}::uuid and read_at is null`,
    );
  }
}

function presentMessage(row: InboxRow): InboxMessage {
  const { id, kind, subject, body, job_id, entity_type, entity_id, read_at, created_at } = row;
  const file_url =
    row.delivery_id === null || job_id === null ? null : `/api/reports/jobs/${job_id}/download`;
  return { id, kind, subject, body, job_id, entity_type, entity_id, file_url, read_at, created_at };
}
