import type { Column } from '@galley/dataset';
import { isNameable } from './column-abilities.js';

const MAX_LISTED = 50;

/** The column of that name that a report can show; undefined when there is none. */
export function columnNamed(columns: readonly Column[], name: string): Column | undefined {
  return columns.find((column) => column.name === name && isNameable(column));
}

/** Why a name is no column that a report can show. */
export function noSuchColumn(columns: readonly Column[], name: string): string {
  if (columns.some((column) => column.name === name)) {
    return `"${name}" is called as layouts cannot write it: letters, digits and _ only`;
  }
  const known = columns.filter(isNameable).map((column) => column.name);
  return `"${name}" is no column of the source; it has ${known.slice(0, MAX_LISTED).join(', ')}`;
}
