import { isDay } from '@galley/dataset';
import { Decimal } from 'decimal.js';
import type { ImportFault } from '../importer.js';
import { at, type UblNode } from './ubl-node.js';

/** xsd:decimal as people write amounts; bounded, so that a hostile number costs nothing. */
const DECIMAL = /^[+-]?\d{1,18}(?:\.\d{1,12})?$/;
const DATE = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/;

/** Reads typed values, and notes what cannot be one. What is absent is null. */
export class UblValues {
  readonly faults: ImportFault[] = [];

  /** A number exactly as it is stated, with its own digits. */
  decimal(node: UblNode | null, path: string): string | null {
    const found = node && at(node, path);
    if (!found || found.text === '') return null;
    if (DECIMAL.test(found.text)) return found.text.replace(/^\+/, '');
    return this.refuse(found, `${found.local} is no number`);
  }

  /** A calendar date; a zone behind it changes nothing about the day. */
  date(node: UblNode | null, ...paths: readonly string[]): string | null {
    for (const path of paths) {
      const found = node && at(node, path);
      if (!found || found.text === '') continue;
      const [, day] = DATE.exec(found.text) ?? [];
      return day && isDay(day) ? day : this.refuse(found, `${found.local} is no date`);
    }
    return null;
  }

  /** Notes a fault at a node; answers null for the value that is missing. */
  refuse(node: UblNode, detail: string): null {
    this.faults.push({ line: node.line, column: null, detail });
    return null;
  }
}

/** The sum of stated numbers; null when none is stated. */
export function sumOf(stated: readonly (string | null)[]): Decimal | null {
  const numbers = stated.filter((value) => value !== null);
  return numbers.length === 0 ? null : Decimal.sum(...numbers);
}
