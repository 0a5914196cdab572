import type { XmlElement } from '@galley/template';
import type { LayoutParameter, LayoutSource, LayoutTotal, Relation } from '../../../model/layout.js';
import type { Values } from '../attributes/attribute.js';
import { readAttributes } from '../attributes/read-attributes.js';
import type { Findings } from '../findings.js';
import type { Formulas } from '../formulas.js';
import type { Names } from '../known-names.js';
import { COLUMN, DATA_SOURCE, PARAMETER, RELATION, TOTAL } from './dictionary-table.js';
import { SourceNames } from './source-names.js';

interface Source {
  readonly name: string;
  readonly alias: string;
  readonly columns: readonly Values<typeof COLUMN>[];
}

/** What a dictionary declares, before any of its expressions is parsed: they may name each other. */
export class Dictionary {
  readonly sourceNames: SourceNames;
  private readonly sources: readonly Source[];
  private readonly relations: readonly Relation[];
  private readonly totals: readonly Values<typeof TOTAL>[];
  private readonly parameters: readonly Values<typeof PARAMETER>[];

  constructor(elements: readonly XmlElement[], findings: Findings) {
    this.sources = elements.flatMap((one) => sourcesOf(one, findings));
    this.sourceNames = new SourceNames(new Map(this.sources.map(({ name, alias }) => [name, alias])));
    const named = (name: string): readonly XmlElement[] => elements.filter((one) => one.name === name);
    this.relations = named('Relation').map((one) => this.relationOf(one, findings));
    this.totals = named('Total').map((one) => readAttributes(one, TOTAL, findings));
    this.parameters = named('Parameter').flatMap((one) => parametersOf(one, '', findings));
    for (const { name } of elements.filter(isUnknown)) findings.add(name, 'ignored');
  }

  /** Names alone. */
  names(): Names {
    return this.parsed(null);
  }

  /** All of it, with its expressions. */
  declared(formulas: Formulas): Names {
    return this.parsed(formulas);
  }

  private parsed(formulas: Formulas | null): Names {
    const expression = (text: string | null, at: string) => formulas?.expression(text, at) ?? null;
    return {
      relations: this.relations,
      sources: this.sources.map(({ alias, columns }): LayoutSource => ({
        name: alias,
        columns: columns.map(({ Name, Alias, DataType, Expression }) => ({
          name: Alias ?? Name,
          type: DataType,
          expression: expression(Expression, 'Column.Expression'),
        })),
      })),
      parameters: this.parameters.map(({ Name, DataType, Expression, Value }): LayoutParameter => ({
        name: Name,
        type: DataType,
        expression: expression(Expression ?? quoted(Value), 'Parameter.Expression'),
      })),
      totals: this.totals.map((total): LayoutTotal => ({
        name: total.Name,
        aggregate: total.TotalType,
        value: expression(total.Expression, 'Total.Expression'),
        when: expression(total.EvaluateCondition, 'Total.EvaluateCondition'),
        evaluator: total.Evaluator,
        print_on: total.PrintOn,
        reset_after_print: total.ResetAfterPrint,
        reset_on_reprint: total.ResetOnReprint,
        include_invisible: total.IncludeInvisibleRows,
      })),
    };
  }

  private relationOf(element: XmlElement, findings: Findings): Relation {
    const read = readAttributes(element, RELATION, findings);
    return {
      name: read.Alias ?? read.Name,
      parent: this.sourceNames.alias(read.ParentDataSource) ?? '',
      child: this.sourceNames.alias(read.ChildDataSource) ?? '',
      parent_columns: read.ParentColumns,
      child_columns: read.ChildColumns,
    };
  }
}

const isSource = ({ name }: XmlElement): boolean => name.endsWith('DataSource');
const isConnection = ({ name }: XmlElement): boolean => name.endsWith('Connection');

function isUnknown(element: XmlElement): boolean {
  return (
    !isSource(element) && !isConnection(element) && !['Relation', 'Total', 'Parameter'].includes(element.name)
  );
}

/** A source with those nested in it; a connection is left alone, its sources are not. */
function sourcesOf(element: XmlElement, findings: Findings): readonly Source[] {
  if (isConnection(element)) {
    findings.add(element.name, 'never opened; the data of the template come from its own binding');
    return element.children.flatMap((one) => sourcesOf(one, findings));
  }
  if (!isSource(element)) return [];
  const read = readAttributes(element, DATA_SOURCE, findings);
  const nested = element.children.filter(isSource);
  if (nested.length > 0)
    findings.add(`${element.name}.${element.name}`, 'a source of its own; join it by a Relation');
  const columns = element.children.filter(({ name }) => name === 'Column');
  return [
    {
      name: read.Name,
      alias: read.Alias ?? read.Name,
      columns: columns.map((one) => readAttributes(one, COLUMN, findings)),
    },
    ...nested.flatMap((one) => sourcesOf(one, findings)),
  ];
}

/** A parameter with those nested in it: `Period.From`. */
function parametersOf(
  element: XmlElement,
  outer: string,
  findings: Findings,
): readonly Values<typeof PARAMETER>[] {
  const read = readAttributes(element, PARAMETER, findings);
  const Name = outer + read.Name;
  const nested = element.children.filter(({ name }) => name === 'Parameter');
  return [{ ...read, Name }, ...nested.flatMap((one) => parametersOf(one, `${Name}.`, findings))];
}

/** A value as an expression: text in quotes. */
function quoted(value: string | null): string | null {
  return value === null ? null : `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
}
