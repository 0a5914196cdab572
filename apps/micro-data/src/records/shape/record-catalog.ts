import type { RecordEntity } from '@galley/dataset';
import {
  tableShape,
  type ChildShape,
  type EntityShape,
  type ReferenceColumn,
  type TableShape,
} from './record-shape.js';

/** Somewhere else that names a record of an entity. */
export interface Referrer {
  readonly shape: TableShape;
  readonly reference: ReferenceColumn;
}

/** The entities of all packs. Throws at start when two share a name or one refers to nothing: not in a request. */
export class RecordCatalog {
  readonly #shapes = new Map<string, EntityShape>();

  constructor(...packs: readonly (readonly RecordEntity[])[]) {
    for (const entity of packs.flat()) {
      const full_name = fullNameOf(entity);
      if (this.#shapes.has(full_name)) throw new Error(`record entity ${full_name} is declared twice`);
      this.#shapes.set(full_name, this.#shapeOf(entity));
    }
    for (const shape of this.all) for (const { target } of referencesOf(shape)) void target.table;
  }

  get all(): readonly EntityShape[] {
    return [...this.#shapes.values()];
  }

  /** Throws for a name that no pack declares. */
  of(fullName: string): EntityShape {
    const shape = this.#shapes.get(fullName);
    if (!shape) throw new Error(`there is no record entity ${fullName}`);
    return shape;
  }

  /** Every column anywhere that may name a record of this table; its own children go with it and are none. */
  referrersTo({ schema, table }: EntityShape): readonly Referrer[] {
    return this.all
      .flatMap((shape) => [shape, ...shape.children])
      .flatMap((shape) => shape.references.map((reference) => ({ shape, reference })))
      .filter(({ reference: { target } }) => target.schema === schema && target.table === table);
  }

  #shapeOf(entity: RecordEntity): EntityShape {
    const find = (name: string): TableShape => this.of(`${entity.area}.${name}`);
    const children = Object.entries(entity.children ?? {}).map(([name, declared]): ChildShape => {
      const { table, label, fields, parent, order = [], carries = [], constraints } = declared;
      const key = [parent, ...[declared.key].flat()];
      const also = [parent, order, carries].flat();
      const shape = tableShape({ schema: entity.schema, table, label, fields, key, constraints, also }, find);
      const [link = null] = shape.plain.length === 0 ? shape.references : [];
      return { ...shape, name, children: declared, link };
    });
    return { ...tableShape(entity, find), entity, full_name: fullNameOf(entity), children };
  }
}

function fullNameOf({ area, name }: Pick<RecordEntity, 'area' | 'name'>): string {
  return `${area}.${name}`;
}

function referencesOf(shape: EntityShape): readonly ReferenceColumn[] {
  return [shape, ...shape.children].flatMap(({ references }) => references);
}
