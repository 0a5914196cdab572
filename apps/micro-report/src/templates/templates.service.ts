import { Injectable } from '@nestjs/common';
import {
  Answer,
  created,
  Database,
  Forbidden,
  NotFound,
  onceIn,
  pageOf,
  type Page,
  type PageQuery,
  type Principal,
  type Prisma,
  type Tx,
} from '@galley/platform';
import { readTemplateDocument, TEMPLATE_FIELDS, type TemplateFields } from '@galley/template';
import type { CreateTemplateBody, UpdateTemplateBody } from './template-bodies.js';
import { asInvalid } from './template-problems.js';
import { TemplateReader } from './template-reader.js';
import { authoredFields, presentTemplate, type TemplateRow } from './template-row.js';
import {
  checkedFields,
  TemplateWriter,
  type Author,
  type BuiltPart,
  type Ownership,
} from './template-writer.js';

export type TemplateVersion = Prisma.tb_report_template_versionGetPayload<object>;
type Presented = ReturnType<typeof presentTemplate>;

/** Who may change which template, and what a change means; the writer carries it out. */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly database: Database,
    private readonly reader: TemplateReader,
    private readonly writer: TemplateWriter,
  ) {}

  create(author: Author, body: CreateTemplateBody): Promise<Answer<Presented>> {
    const { organization_id, is_standard = false, ...given } = body;
    const owner = { organization_id: ownerOf(author, organization_id), is_standard };
    return this.#add(author, owner, checkedFields(withoutNulls(given)));
  }

  /** Makes a template of the caller's organization from an export document. */
  import(author: Author, document: unknown, name?: string): Promise<Answer<Presented>> {
    const read = asInvalid(() => readTemplateDocument(document));
    const fields = checkedFields(name === undefined ? read : { ...read, name });
    return this.#add(author, { organization_id: author.caller.organization.id, is_standard: false }, fields);
  }

  /** Fields the body leaves out stay; null clears one or gives it its default again. */
  async update(author: Author, id: string, body: UpdateTemplateBody): Promise<TemplateRow> {
    const { is_standard, ...given } = body;
    return this.#change(author, id, (tx) =>
      this.writer.update(tx, author, id, (row) => {
        requireStandardRight(author, row.is_standard, is_standard);
        const fields = checkedFields(withoutNulls({ ...authoredFields(row), ...definedIn(given) }));
        requireProject(author, fields);
        return { fields, is_standard, action: 'template.update' };
      }),
    );
  }

  /** Makes a template of the caller's organization of what the report builder gives. */
  async build(author: Author, given: object, built: BuiltPart): Promise<Answer<Presented>> {
    const owner = { organization_id: author.caller.organization.id, is_standard: false };
    return this.#add(author, owner, checkedFields(withoutNulls(given)), built);
  }

  /** Makes a template say what the report builder gives, `allow` permitting; other fields stay. */
  async rebuild(
    author: Author,
    id: string,
    given: object,
    built: BuiltPart,
    allow: (row: TemplateRow) => void,
  ): Promise<TemplateRow> {
    return this.#change(author, id, (tx) =>
      this.writer.update(tx, author, id, (row) => {
        allow(row);
        const fields = checkedFields(withoutNulls({ ...authoredFields(row), ...definedIn(given) }));
        requireProject(author, fields);
        return { fields, action: 'template.update', built };
      }),
    );
  }

  async remove(author: Author, id: string): Promise<void> {
    await this.#change(author, id, (tx) => this.writer.remove(tx, author, id), { isStandardFirst: true });
  }

  async versions(caller: Principal, id: string, query: PageQuery): Promise<Page<TemplateVersion>> {
    await this.reader.find(caller, id);
    const where = { template_id: id };
    return this.database.withTenant(caller.organization.id, (tx) =>
      pageOf(
        query,
        { by: ['version', 'created_at'], initially: '-version' },
        (window) => tx.tb_report_template_version.findMany({ where, ...window }),
        () => tx.tb_report_template_version.count({ where }),
      ),
    );
  }

  /** The template as it was at a version. */
  async version(caller: Principal, id: string, version: number): Promise<TemplateVersion> {
    await this.reader.find(caller, id);
    return this.database.withTenant(caller.organization.id, (tx) => versionIn(tx, id, version));
  }

  /** Makes an earlier version the newest one; history is only ever added to. */
  async restore(author: Author, id: string, version: number): Promise<Answer<Presented>> {
    return this.#change(author, id, (tx) =>
      onceIn(tx, author.caller, author.request, async () => {
        const { snapshot } = await versionIn(tx, id, version);
        const row = await this.writer.update(tx, author, id, () => {
          const fields = checkedFields(knownFields(snapshot));
          requireProject(author, fields);
          return { fields, action: 'template.restore' };
        });
        return new Answer(200, presentTemplate(row));
      }),
    );
  }

  #add(
    author: Author,
    owner: Ownership,
    fields: TemplateFields,
    built?: BuiltPart,
  ): Promise<Answer<Presented>> {
    requireStandardRight(author, false, owner.is_standard);
    requireProject(author, fields);
    return this.#transact(author, owner.organization_id, (tx) =>
      onceIn(tx, author.caller, author.request, async () => {
        const row = await this.writer.create(tx, author, owner, fields, built);
        return created(presentTemplate(row), `/api/reports/templates/${row.id}`);
      }),
    );
  }

  /** Looks the template up as the caller sees it, then changes it as its owner may. */
  async #change<T>(
    author: Author,
    id: string,
    work: (tx: Tx) => Promise<T>,
    { isStandardFirst = false } = {},
  ): Promise<T> {
    const seen = await this.reader.find(author.caller, id);
    const isTheirs = seen.organization_id !== null || isPlatformAdmin(author);
    // A standard template cannot be deleted by anybody: the reason that no other right would change comes first.
    if (!isTheirs && !(isStandardFirst && seen.is_standard)) {
      throw Forbidden.error('The template belongs to the platform; import a copy and change that.');
    }
    return this.#transact(author, isTheirs ? seen.organization_id : author.caller.organization.id, work);
  }

  /** Rows of the platform are written by the system role; row-level security keeps everybody else from them. */
  #transact<T>(author: Author, organizationId: string | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    return organizationId === null
      ? this.database.asSystem(work)
      : this.database.withTenant(author.caller.organization.id, work);
  }
}

async function versionIn(tx: Tx, id: string, version: number): Promise<TemplateVersion> {
  const found = await tx.tb_report_template_version.findFirst({ where: { template_id: id, version } });
  if (found) return found;
  throw NotFound.error(`The template has no version ${version}.`);
}

function isPlatformAdmin({ caller }: Author): boolean {
  return caller.roles.includes('platform_admin');
}

/** Null names the platform, which only its administrators write for. */
function ownerOf(author: Author, organizationId: string | null | undefined): string | null {
  const own = author.caller.organization.id;
  if (organizationId === undefined || organizationId === own) return own;
  if (organizationId === null && isPlatformAdmin(author)) return null;
  throw Forbidden.error('A template can only be made for your own organization.');
}

function requireStandardRight(author: Author, was: boolean, wanted: boolean | undefined): void {
  if (wanted === undefined || wanted === was || isPlatformAdmin(author)) return;
  throw Forbidden.error('Only a platform administrator decides which templates are standard.');
}

/** A project's template is visible to its members only: nobody makes one that they could not see. */
function requireProject({ caller }: Author, { project_id }: TemplateFields): void {
  if (project_id === null || caller.project_ids.includes(project_id)) return;
  throw Forbidden.error('A template can only be bound to a project you are a member of.');
}

function definedIn(given: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Null means "as if never said": null where a field may be empty, else its default. */
function withoutNulls(given: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** A snapshot may hold fields that later versions of the product no longer know. */
function knownFields(snapshot: unknown): Record<string, unknown> {
  const entries = Object.entries(snapshot as object);
  return Object.fromEntries(entries.filter(([key]) => (TEMPLATE_FIELDS as readonly string[]).includes(key)));
}
