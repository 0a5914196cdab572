import { Injectable } from '@nestjs/common';
import type { SqlTx } from '@galley/platform';
import type { RecordFault } from '../record-problem.js';
import { RecordCatalog } from '../shape/record-catalog.js';
import type { EntityShape } from '../shape/record-shape.js';
import type { Writer } from '../statements/write-rows.js';
import type { DraftToWrite } from '../values/draft-to-write.js';

/** What became of the records of one write; a record that was as it is now is in neither. */
export interface WrittenRecords {
  readonly created: readonly string[];
  readonly changed: readonly string[];
}

/**
 * What another feature has to do with records of one entity in the transaction that writes them: by create, change,
 * replace, bulk or import. Both are asked once for many records, and know no request.
 */
export interface RecordStep {
  readonly name: string;
  /** Read-only fields that `before` states, for every draft: the program of a formula. */
  readonly fills?: readonly string[];
  /**
   * Looks at records before they are written; answers what is wrong with them, by pointers that begin with the draft's own.
   * It may complete or replace values and children. Drafts are whole (what a change or file leaves out is as the record has
   * it, children apart: absent ones stay) and their references are found. It may be asked again with drafts it has seen.
   */
  before?(tx: SqlTx, writer: Writer, drafts: readonly DraftToWrite[]): Promise<readonly RecordFault[]>;
  /** Sees what was written, children included. What throws here takes the write back. */
  after?(tx: SqlTx, writer: Writer, written: WrittenRecords): Promise<void>;
}

/** The one place that knows who looks at records while they are written. Features register themselves in `onModuleInit`. */
@Injectable()
export class RecordSteps {
  readonly #steps = new Map<string, RecordStep[]>();

  constructor(private readonly catalog: RecordCatalog) {}

  /** Throws for an entity that no pack declares, and a field that it does not have or that callers write. */
  register(entity: string, step: RecordStep): void {
    const { plain, references } = this.catalog.of(entity);
    for (const name of step.fills ?? []) {
      const field = [...plain, ...references].find((one) => one.name === name)?.field;
      if (!field?.read_only)
        throw new Error(`${entity} has no read-only field ${name} for step ${step.name}`);
    }
    this.#steps.set(entity, [...this.of({ full_name: entity }), step]);
  }

  of({ full_name }: Pick<EntityShape, 'full_name'>): readonly RecordStep[] {
    return this.#steps.get(full_name) ?? [];
  }
}

/** The shape with the columns that steps fill among those that are written, and these by themselves. */
export function withFilled(
  shape: EntityShape,
  steps: readonly RecordStep[],
): { readonly shape: EntityShape; readonly filled: readonly string[] } {
  const names = steps.flatMap(({ fills = [] }) => fills);
  if (names.length === 0) return { shape, filled: [] };
  const columnOf = (name: string): string =>
    shape.references.find((reference) => reference.name === name)?.column ?? name;
  const filled = [...new Set(names.map(columnOf))];
  return { shape: { ...shape, stored: [...new Set([...shape.stored, ...filled])] }, filled };
}
