import type { XmlElement } from '@galley/template';
import { readAttributes } from './attributes/read-attributes.js';
import type { AttributeTable, Values } from './attributes/attribute.js';
import type { Findings } from './findings.js';
import type { Formulas } from './formulas.js';
import type { SourceNames } from './dictionary/source-names.js';
import type { StyleSheet } from './appearance/style-sheet.js';

/** What every part of the reader works with. */
export class FrxContext {
  constructor(
    readonly findings: Findings,
    readonly formulas: Formulas,
    readonly styles: StyleSheet,
    readonly sources: SourceNames,
  ) {}

  read<T extends AttributeTable>(element: XmlElement, table: T): Values<T> {
    return readAttributes(element, table, this.findings);
  }
}
