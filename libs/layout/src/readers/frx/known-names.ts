import type { Reference } from '../../expressions/contract.js';
import type { LayoutParameter, LayoutSource, LayoutTotal, Relation } from '../../model/layout.js';
import { relationUp } from '../../pages/related-source.js';
import { systemVariable } from '../../pages/scope/system-variables.js';
import { sourceKey } from '../../pages/source-key.js';

/** What the engine answers besides its variables, without case, spaces and underscores. */
const RUN_NAMES = ['date', 'title', 'organization'];

export interface Names {
  readonly sources: readonly LayoutSource[];
  readonly relations: readonly Relation[];
  readonly parameters: readonly LayoutParameter[];
  readonly totals: readonly LayoutTotal[];
}

/** Which names a template may use in its expressions: what its dictionary declares, and what the system answers. */
export class KnownNames {
  private readonly single: ReadonlySet<string>;
  private readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly odd: readonly string[];

  constructor(private readonly names: Names) {
    const own = [...names.parameters, ...names.totals].map(({ name }) => name);
    const declared = own.map((name) => sourceKey(name));
    // A bare name may be a column of the band's own source.
    const columns = names.sources.flatMap((source) => source.columns.map(({ name }) => sourceKey(name)));
    this.single = new Set([...RUN_NAMES, ...declared, ...columns]);
    this.columns = new Map(
      names.sources.map(({ name, columns }) => [
        sourceKey(name),
        new Set(columns.map((column) => sourceKey(column.name))),
      ]),
    );
    const qualified = names.sources.flatMap(({ name, columns }) =>
      columns.map((column) => `${name}.${column.name}`),
    );
    this.odd = [...own, ...qualified].filter((name) => /[-+*/%]/.test(name));
  }

  /** The text with names that hold signs of operators in brackets of their own: `[Sub-Total]` is no subtraction. */
  doubled(text: string): string {
    return this.odd.reduce((changed, name) => changed.replaceAll(`[${name}]`, `[[${name}]]`), text);
  }

  /** Those that nobody declares. `Value.Length` may be a name or a property: where `Value` is known, so is it. */
  unknownOf(references: readonly Reference[]): readonly Reference[] {
    const known = new Set(references.filter((one) => this.has(one)).map(({ path }) => path.join('.')));
    return references.filter((one) => !this.has(one) && !known.has(one.path.slice(0, -1).join('.')));
  }

  private has(reference: Reference): boolean {
    const path = reference.path.map(sourceKey);
    const name = path.join('.');
    if (this.single.has(name) || systemVariable(name)) return true;
    const [source, ...rest] = path;
    if (source === 'report' && rest.length > 0) return true;
    return source !== undefined && this.columns.has(source) && this.isColumn(source, rest);
  }

  /** A column of the source, or of what its rows belong to: `Orders.Customers.Name`. */
  private isColumn(source: string, path: readonly string[]): boolean {
    const [step, ...rest] = path;
    if (step === undefined) return false;
    const columns = this.columns.get(source);
    if (rest.length === 0) return columns === undefined || columns.size === 0 || columns.has(step);
    const parent = relationUp(this.names.relations, source, step);
    return parent !== null && this.isColumn(sourceKey(parent.parent), rest);
  }
}
