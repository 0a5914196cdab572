import type { Reference } from '../../expressions/contract.js';
import type { LayoutParameter, LayoutSource, LayoutTotal, Relation } from '../../model/layout.js';
import { relationUp } from '../../pages/related-source.js';
import { sourceKey } from '../../pages/source-key.js';

/** What FastReport itself answers, without case, spaces and underscores. */
const SYSTEM_NAMES = new Set([
  'date',
  'page',
  'pagen',
  'pagenofm',
  'totalpages',
  'page#',
  'totalpages#',
  'row#',
  'absrow#',
  'copyname#',
  'hierarchylevel',
  'hierarchyrow#',
  'value',
]);

const REPORT_NAMES = new Set([
  'report.reportinfo.name',
  'report.reportinfo.author',
  'report.reportinfo.description',
  'report.reportinfo.version',
  'report.reportinfo.created',
  'report.reportinfo.modified',
]);

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

  constructor(private readonly names: Names) {
    const declared = [...names.parameters, ...names.totals].map(({ name }) => sourceKey(name));
    this.single = new Set([...SYSTEM_NAMES, ...REPORT_NAMES, ...declared]);
    this.columns = new Map(
      names.sources.map(({ name, columns }) => [
        sourceKey(name),
        new Set(columns.map((column) => sourceKey(column.name))),
      ]),
    );
  }

  /** Those that nobody declares. `Value.Length` may be a name or a property: where `Value` is known, so is it. */
  unknownOf(references: readonly Reference[]): ReadonlySet<Reference> {
    const known = new Set(references.filter((one) => this.has(one)).map(({ path }) => path.join('.')));
    return new Set(references.filter((one) => !this.has(one) && !known.has(one.path.slice(0, -1).join('.'))));
  }

  private has(reference: Reference): boolean {
    const path = reference.path.map(sourceKey);
    if (this.single.has(path.join('.'))) return true;
    const [source, ...rest] = path;
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
