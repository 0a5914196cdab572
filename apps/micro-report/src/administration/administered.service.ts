import { Injectable } from '@nestjs/common';
import { created, mapPage, type Answer, type Author, type Page, type Versioned } from '@galley/platform';
import type { AdministeredRoutes } from './administered.controller.js';
import { found, type AdministrationScope } from './administration-scope.js';
import { Administration, type AdministrationOptions } from './administration.js';
import type { AdministrationQuery } from './list-query.js';

interface AdministeredRow extends Versioned {
  readonly id: string;
  /** Absent from rows that belong to no organization. */
  readonly organization_id?: string;
}

interface Deactivation {
  readonly is_active: false;
}

/**
 * Lists, reads and changes one kind of entity. A kind says which rows there are (`page`, `find`), what is written and
 * what forbids it (`create`, `write`), and what of a row is shown (`present`); every change is locked and audited here.
 */
@Injectable()
export abstract class AdministeredService<
  Row extends AdministeredRow,
  Resource extends object,
  Create,
  Update,
> implements AdministeredRoutes<Resource, Create, Update> {
  /** As audit entries say it; its plural is the address of the resource. */
  protected abstract readonly kind: string;
  protected readonly changeOptions: AdministrationOptions = {};

  constructor(protected readonly administration: Administration) {}

  /** Writes the rows of a new entity and answers with `created`. */
  abstract create(author: Author, body: Create): Promise<Answer<Resource>>;

  protected abstract page(scope: AdministrationScope, query: AdministrationQuery): Promise<Page<Row>>;
  protected abstract find(scope: AdministrationScope, key: string): Promise<Row | null>;
  /** Checks the change of a locked row against the rules of its kind and writes it. */
  protected abstract write(
    scope: AdministrationScope,
    before: Row,
    body: Update | Deactivation,
  ): Promise<Row>;
  protected abstract present(row: Row, scope: AdministrationScope): Resource;

  list(author: Author, query: AdministrationQuery): Promise<Page<Resource>> {
    return this.administration.read(author, async (scope) =>
      mapPage(await this.page(scope, query), (row) => this.present(row, scope)),
    );
  }

  read(author: Author, key: string): Promise<Resource> {
    return this.administration.read(author, async (scope) =>
      this.present(found(await this.find(scope, key)), scope),
    );
  }

  update(author: Author, key: string, body: Update): Promise<Resource> {
    return this.#change(author, key, body, 'update');
  }

  async deactivate(author: Author, key: string): Promise<void> {
    await this.#change(author, key, { is_active: false }, 'deactivate');
  }

  /** Audits a row just written in the chain of its organization, and answers 201 with its address. */
  protected async created(
    scope: AdministrationScope,
    organizationId: string,
    row: Row,
  ): Promise<Answer<Resource>> {
    const resource = this.present(row, scope);
    await scope.audit({
      organization_id: organizationId,
      action: `${this.kind}.create`,
      entity_id: row.id,
      after: resource,
    });
    return created(resource, `/api/platform/${this.kind}s/${row.id}`);
  }

  /** In whose chain a change is audited: the owner's, or the caller's when nobody owns the row. */
  protected chainOf(row: Row, scope: AdministrationScope): string {
    return row.organization_id ?? scope.author.caller.organization.id;
  }

  #change(
    author: Author,
    key: string,
    body: Update | Deactivation,
    verb: 'update' | 'deactivate',
  ): Promise<Resource> {
    const work = async (scope: AdministrationScope): Promise<Resource> => {
      const before = await scope.locked(() => this.find(scope, key));
      const after = await this.write(scope, before, body);
      const resource = this.present(after, scope);
      await scope.audit({
        organization_id: this.chainOf(after, scope),
        action: `${this.kind}.${verb}`,
        entity_id: after.id,
        before: this.present(before, scope),
        after: resource,
      });
      return resource;
    };
    return this.administration.change(author, work, this.changeOptions);
  }
}
