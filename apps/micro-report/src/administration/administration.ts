import { Injectable } from '@nestjs/common';
import { Authenticator, Database, onceIn, type Answer, type Author, type Tx } from '@galley/platform';
import { AdministrationScope } from './administration-scope.js';

export interface AdministrationOptions {
  /** Also for administrators of one organization: rows that row-level security cannot judge, such as accounts. */
  readonly isSystem?: boolean;
}

/**
 * Opens the transaction that an administrator may work in: platform administrators see all tenants, everybody else
 * their own organization, held by row-level security. Changed rights show at once in this process.
 */
@Injectable()
export class Administration {
  constructor(
    private readonly database: Database,
    private readonly authenticator: Authenticator,
  ) {}

  read<T>(
    author: Author,
    work: (scope: AdministrationScope) => Promise<T>,
    options?: AdministrationOptions,
  ): Promise<T> {
    return this.#open(author, options, (tx) => work(new AdministrationScope(tx, author, this.database)));
  }

  async change<T>(
    author: Author,
    work: (scope: AdministrationScope) => Promise<T>,
    options?: AdministrationOptions,
  ): Promise<T> {
    const result = await this.read(author, work, options);
    this.authenticator.forget();
    return result;
  }

  /** A change that an Idempotency-Key makes repeatable. */
  create<Body>(
    author: Author,
    work: (scope: AdministrationScope) => Promise<Answer<Body>>,
    options?: AdministrationOptions & { readonly recorded?: (body: Body) => Body },
  ): Promise<Answer<Body>> {
    return this.change(
      author,
      (scope) => onceIn(scope.tx, author.caller, author.request, () => work(scope), options?.recorded),
      options,
    );
  }

  #open<T>(
    author: Author,
    options: AdministrationOptions | undefined,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const { caller } = author;
    if (options?.isSystem || caller.roles.includes('platform_admin')) return this.database.asSystem(work);
    return this.database.withTenant(caller.organization.id, work);
  }
}
