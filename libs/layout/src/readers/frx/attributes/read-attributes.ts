import type { XmlElement } from '@galley/template';
import type { Findings } from '../findings.js';
import type { AttributeTable, Values } from './attribute.js';

/** Reads an element by its table. What the table does not know, or cannot read, is listed, never an error. */
export function readAttributes<T extends AttributeTable>(
  element: XmlElement,
  table: T,
  findings: Findings,
): Values<T> {
  for (const [name, written] of element.attributes)
    checkAttribute(element.name, name, written, table, findings);
  const values = Object.entries(table).map(([name, { fallback, read }]) => {
    const written = element.attributes.get(name);
    const value = written === undefined ? undefined : read(written);
    return [name, value === undefined ? fallback : value];
  });
  return Object.fromEntries(values) as Values<T>;
}

function checkAttribute(
  element: string,
  name: string,
  written: string,
  table: AttributeTable,
  findings: Findings,
): void {
  const known = Object.hasOwn(table, name) ? table[name] : undefined;
  if (name.endsWith('Event')) {
    findings.add(`${element}.${name}`, 'scripts never run; what is driven by data is printed');
  } else if (!known) {
    findings.add(`${element}.${name}`, 'ignored');
  } else if (known.effect === 'unsupported') {
    if (written.trim().toLowerCase() !== 'false')
      findings.add(`${element}.${name}`, known.instead ?? 'ignored');
  } else if (known.effect === 'read' && known.read(written) === undefined) {
    findings.add(`${element}.${name}`, 'not understood; as if it were not written');
  }
}
