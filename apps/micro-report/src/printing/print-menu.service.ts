import { Injectable } from '@nestjs/common';
import { Database, type Page, type Principal } from '@galley/platform';
import { requireDocumentType } from './document-type-of.js';
import { noMapping, permittedMappings, type PermittedMapping } from './permitted-mappings.js';
import { printUnit } from './print-unit.js';

interface MenuWish {
  readonly document_type?: string;
  readonly bu_code?: string;
}

/** What may print a document, as a person chooses it and as a Print button does. */
@Injectable()
export class PrintMenu {
  constructor(private readonly database: Database) {}

  async layouts(caller: Principal, wish: MenuWish): Promise<Page<PermittedMapping>> {
    const found = await this.#permitted(caller, wish);
    const items = found.toSorted((a, b) => a.display_order - b.display_order);
    return { items, next_cursor: null, total: items.length };
  }

  /** `no-print-mapping` (404) when nothing is open to the unit. */
  async resolve(caller: Principal, wish: MenuWish): Promise<PermittedMapping> {
    const [first] = await this.#permitted(caller, wish);
    if (first) return first;
    throw noMapping(wish.document_type ?? '', wish.bu_code ?? '');
  }

  #permitted(caller: Principal, { document_type = '', bu_code }: MenuWish): Promise<PermittedMapping[]> {
    const unit = printUnit(caller, bu_code, 'bu_code');
    return this.database.withTenantSql(caller.organization.id, async (tx) => {
      await requireDocumentType(tx, document_type);
      return permittedMappings(tx, caller, document_type, unit);
    });
  }
}
