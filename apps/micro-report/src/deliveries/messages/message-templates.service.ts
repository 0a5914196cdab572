import { messageTextFaults, type MessageKind } from '@galley/delivery';
import { Injectable } from '@nestjs/common';
import {
  appendAudit,
  created,
  Database,
  Invalid,
  isUniqueViolation,
  mapPage,
  NotFound,
  once,
  pageOf,
  requireMatch,
  type Answer,
  type Author,
  type Page,
  type Principal,
  type Prisma,
  type Tx,
} from '@galley/platform';
import { MessageTemplateTaken } from '../delivery-problems.js';
import type {
  CreateMessageTemplate,
  MessageTemplate,
  MessageTemplateQuery,
  UpdateMessageTemplate,
} from './message-template.dto.js';

type Row = Prisma.message_templateGetPayload<object>;

/** An organization's own words for messages; where it has none, the house speaks. */
@Injectable()
export class MessageTemplatesService {
  constructor(private readonly database: Database) {}

  list(caller: Principal, { kind, ...query }: MessageTemplateQuery): Promise<Page<MessageTemplate>> {
    const where = { deleted_at: null, kind };
    return this.database.withTenant(caller.organization.id, async (tx) =>
      mapPage(
        await pageOf(
          query,
          { by: ['kind', 'locale', 'created_at'], initially: 'kind' },
          (window) => tx.message_template.findMany({ where, ...window }),
          () => tx.message_template.count({ where }),
        ),
        present,
      ),
    );
  }

  find(caller: Principal, id: string): Promise<MessageTemplate> {
    return this.database.withTenant(caller.organization.id, async (tx) => present(await found(tx, id)));
  }

  /** `message-template-taken` when there is a live text of this kind and language. */
  create(author: Author, body: CreateMessageTemplate): Promise<Answer<MessageTemplate>> {
    requireText(body.kind, body);
    const { caller, request } = author;
    return once(this.database, caller, request, async (tx) => {
      const by = { created_by_id: caller.id, updated_by_id: caller.id };
      const data = { ...body, ...by, organization_id: caller.organization.id };
      const row = await unlessTaken(body, () => tx.message_template.create({ data }));
      await audit(tx, author, 'message-template.create', row);
      return created(present(row), `/api/reports/messages/${row.id}`);
    });
  }

  update(author: Author, id: string, body: UpdateMessageTemplate): Promise<MessageTemplate> {
    return this.#change(author, id, 'message-template.update', (tx, row) => {
      const { subject = row.subject, body: text = row.body } = body;
      requireText(row.kind as MessageKind, { subject, body: text });
      return tx.message_template.update({
        where: { id },
        data: { subject, body: text, updated_by_id: author.caller.id, version: { increment: 1 } },
      });
    });
  }

  /** From now on the house speaks again. */
  async remove(author: Author, id: string): Promise<void> {
    const by = author.caller.id;
    await this.#change(author, id, 'message-template.delete', (tx) =>
      tx.message_template.update({
        where: { id },
        data: { deleted_at: new Date(), deleted_by_id: by, updated_by_id: by, version: { increment: 1 } },
      }),
    );
  }

  #change(
    author: Author,
    id: string,
    action: string,
    write: (tx: Tx, row: Row) => Promise<Row>,
  ): Promise<MessageTemplate> {
    return this.database.withTenant(author.caller.organization.id, async (tx) => {
      await tx.$queryRaw`select id from tenant.message_template where id = ${id}::uuid for update`;
      const before = await found(tx, id);
      requireMatch(author.request, before);
      const after = await write(tx, before);
      await audit(tx, author, action, after, before);
      return present(after);
    });
  }
}

async function found(tx: Tx, id: string): Promise<Row> {
  const row = await tx.message_template.findFirst({ where: { id, deleted_at: null } });
  if (row) return row;
  throw NotFound.error('There is no such text, or it is not yours.');
}

function requireText(kind: MessageKind, text: { subject: string; body: string }): void {
  const faults = messageTextFaults(kind, text);
  if (faults.length === 0) return;
  throw Invalid.error('The text cannot be used.', {
    errors: faults.map((detail) => ({ pointer: '/body', detail })),
  });
}

async function unlessTaken({ kind, locale }: CreateMessageTemplate, write: () => Promise<Row>): Promise<Row> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw MessageTemplateTaken.error(`There is a text for ${kind} in ${locale}; change that one.`, {
      cause: error,
    });
  }
}

function present(row: Row): MessageTemplate {
  const { id, kind, locale, subject, body, version, created_at, created_by_id, updated_at, updated_by_id } =
    row;
  return { id, kind, locale, subject, body, version, created_at, created_by_id, updated_at, updated_by_id };
}

function audit(tx: Tx, { caller, request }: Author, action: string, row: Row, before?: Row): Promise<void> {
  return appendAudit(tx, {
    organization_id: row.organization_id,
    actor_id: caller.id,
    action,
    entity_type: 'message_template',
    entity_id: row.id,
    before: before && present(before),
    after: present(row),
    facts: { kind: row.kind, locale: row.locale },
    request_id: request.request_id,
    ip: request.ip,
  });
}
