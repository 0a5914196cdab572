import { Injectable } from '@nestjs/common';
import {
  created,
  Database,
  Forbidden,
  NotFound,
  onceIn,
  pageOf,
  requireMatch,
  type Answer,
  type Author,
  type Page,
  type Principal,
  type Tx,
} from '@galley/platform';
import { unitsOf, unitsSee } from '../templates/template-visibility.js';
import {
  brokenGroups,
  ensureDefault,
  lockGroup,
  makeDefault,
  repairGroup,
  type MappingGroup,
} from './mapping-defaults.js';
import { auditMapping, mappingChanges, requireUsable, type MappingRow } from './mapping-rules.js';
import type {
  CreatePrintMapping,
  PrintMappingQuery,
  RepairedDefault,
  UpdatePrintMapping,
} from './print-mapping.dto.js';

/** Which print templates the types of documents have; every change keeps one default per owner and type. */
@Injectable()
export class PrintMappingsService {
  constructor(private readonly database: Database) {}

  list(caller: Principal, query: PrintMappingQuery): Promise<Page<MappingRow>> {
    const units = unitsOf(caller, query.bu_code === undefined ? undefined : [query.bu_code]);
    const { document_type, is_active } = query;
    const where = { deleted_at: null, document_type, is_active, AND: unitsSee(units) };
    return this.database.withTenant(caller.organization.id, (tx) =>
      pageOf(
        query,
        { by: ['display_order', 'document_type', 'created_at'], initially: 'display_order' },
        (window) => tx.tb_print_template_mapping.findMany({ where, ...window }),
        () => tx.tb_print_template_mapping.count({ where }),
      ),
    );
  }

  find(caller: Principal, id: string): Promise<MappingRow> {
    return this.database.withTenant(caller.organization.id, (tx) => this.#visible(tx, caller, id));
  }

  create(
    author: Author,
    { organization_id: owner, ...body }: CreatePrintMapping,
  ): Promise<Answer<MappingRow>> {
    const { caller, request } = author;
    const organization_id = ownerOf(author, owner);
    return this.#write(author, organization_id, (tx) =>
      onceIn(tx, caller, request, async () => {
        const group = { organization_id, document_type: body.document_type };
        await requireUsable(tx, group, body.report_template_id);
        await lockGroup(tx, group);
        const { is_default = false, ...fields } = mappingChanges(body);
        const row = await tx.tb_print_template_mapping.create({
          data: {
            ...fields,
            ...group,
            report_template_id: body.report_template_id,
            created_by_id: caller.id,
            updated_by_id: caller.id,
          },
        });
        if (is_default) await makeDefault(tx, group, row.id, caller.id);
        else await ensureDefault(tx, group, caller.id);
        const after = await tx.tb_print_template_mapping.findUniqueOrThrow({ where: { id: row.id } });
        await auditMapping(tx, author, 'print-mapping.create', null, after);
        return created(after, `/api/print/mappings/${row.id}`);
      }),
    );
  }

  update(author: Author, id: string, body: UpdatePrintMapping): Promise<MappingRow> {
    return this.#change(author, id, 'print-mapping.update', async (tx, before) => {
      if (body.report_template_id) await requireUsable(tx, before, body.report_template_id);
      const { is_default, ...fields } = mappingChanges(body, before);
      const by = author.caller.id;
      await tx.tb_print_template_mapping.update({
        where: { id },
        data: {
          ...fields,
          ...(is_default === false && { is_default }),
          version: { increment: 1 },
          updated_by_id: by,
        },
      });
      if (is_default) await makeDefault(tx, before, id, by);
      else await ensureDefault(tx, before, by, is_default === false ? id : null);
    });
  }

  makeDefault(author: Author, id: string): Promise<MappingRow> {
    return this.#change(author, id, 'print-mapping.default', (tx, before) =>
      makeDefault(tx, before, id, author.caller.id),
    );
  }

  /** The default's place is taken by the first that is left. */
  async remove(author: Author, id: string): Promise<void> {
    await this.#change(author, id, 'print-mapping.delete', async (tx, before) => {
      const by = author.caller.id;
      await tx.tb_print_template_mapping.update({
        where: { id },
        data: { is_default: false, deleted_at: new Date(), deleted_by_id: by, updated_by_id: by },
      });
      await ensureDefault(tx, before, by);
    });
  }

  /** Gives every type of document of an owner its one default. */
  repair(author: Author, owner: 'organization' | 'platform'): Promise<readonly RepairedDefault[]> {
    const organization_id = ownerOf(author, owner === 'platform' ? null : undefined);
    return this.#write(author, organization_id, async (tx) => {
      const repaired: RepairedDefault[] = [];
      for (const document_type of await brokenGroups(tx, organization_id)) {
        const group = { organization_id, document_type };
        await lockGroup(tx, group);
        const one = await repairGroup(tx, group, author.caller.id);
        if (one) repaired.push(one);
      }
      for (const { default_id: id } of repaired) {
        const row = await tx.tb_print_template_mapping.findUniqueOrThrow({ where: { id } });
        await auditMapping(tx, author, 'print-mapping.repair', null, row);
      }
      return repaired;
    });
  }

  async #change(
    author: Author,
    id: string,
    action: string,
    work: (tx: Tx, before: MappingRow) => Promise<void>,
  ): Promise<MappingRow> {
    const { caller, request } = author;
    const seen = await this.find(caller, id);
    return this.#write(author, seen.organization_id, async (tx) => {
      await lockGroup(tx, seen);
      await tx.$queryRaw`select id from platform.tb_print_template_mapping where id = ${id}::uuid for update`;
      const before = await this.#visible(tx, caller, id);
      requireMatch(request, before);
      await work(tx, before);
      const after = await tx.tb_print_template_mapping.findUniqueOrThrow({ where: { id } });
      await auditMapping(tx, author, action, before, after);
      return after;
    });
  }

  async #visible(tx: Tx, caller: Principal, id: string): Promise<MappingRow> {
    const row = await tx.tb_print_template_mapping.findFirst({
      where: { id, deleted_at: null, AND: unitsSee(caller.bu_codes) },
    });
    if (row) return row;
    throw NotFound.error('There is no such mapping, or it is not yours.');
  }

  /** Rows of the platform are written by the system role; row-level security keeps everybody else from them. */
  #write<T>(
    author: Author,
    organizationId: MappingGroup['organization_id'],
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    if (organizationId !== null) return this.database.withTenant(author.caller.organization.id, work);
    requirePlatform(author);
    return this.database.asSystem(work);
  }
}

/** Null names the platform, which only its administrators write for. */
function ownerOf(author: Author, organizationId: string | null | undefined): string | null {
  const own = author.caller.organization.id;
  if (organizationId === undefined || organizationId === own) return own;
  if (organizationId === null) {
    requirePlatform(author);
    return null;
  }
  throw Forbidden.error('A mapping can only be made for your own organization.');
}

function requirePlatform({ caller }: Author): void {
  if (caller.roles.includes('platform_admin')) return;
  throw Forbidden.error('The mapping belongs to the platform; make one of your own, it goes before it.');
}
