/** The expression that a `DataColumn="Orders.Total"` is; null for none. */
export function columnFormula(column: string | null): string | null {
  if (column === null) return null;
  return column.startsWith('[') ? column : `[${column}]`;
}
