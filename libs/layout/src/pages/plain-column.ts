import type { Expression } from '../expressions/contract.js';
import type { Layout } from '../model/layout.js';
import { sourceKey } from './source-key.js';

/** The column of `source` that an expression is and nothing more, as the layout writes it; null for anything else. */
export function plainColumn(layout: Layout, source: string, expression: Expression): string | null {
  const path = expression.reference?.path;
  if (path?.length !== 2 || sourceKey(path[0] ?? '') !== sourceKey(source)) return null;
  const name = path[1] ?? '';
  const declared = layout.sources
    .find((one) => sourceKey(one.name) === sourceKey(source))
    ?.columns.find((column) => sourceKey(column.name) === sourceKey(name));
  return declared?.expression ? null : name;
}
