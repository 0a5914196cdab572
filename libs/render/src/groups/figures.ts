import type { Figure, Json } from '@galley/dataset';

/** A total as the trailer has it; null for what is neither a figure nor figures by currency. */
export function figureOf(total: Json | undefined): Figure {
  if (typeof total !== 'object' || total === null || Array.isArray(total)) return scalarOf(total);
  return Object.fromEntries(Object.entries(total).map(([code, value]) => [code, scalarOf(value)]));
}

/** The part of a figure in one currency; the figure itself where it is one. */
export function figureIn(figure: Figure, currency: string | null): string | null {
  if (typeof figure !== 'object' || figure === null) return figure;
  return currency === null ? null : (figure[currency] ?? null);
}

/** A figure completed by another's, where that knows more: all of it, or the other currencies. */
export function withOthers(figure: Figure, other: Figure): Figure {
  if (figure === null) return other;
  const isByCurrency = typeof figure === 'object' && typeof other === 'object';
  return isByCurrency ? { ...other, ...figure } : figure;
}

function scalarOf(value: Json | undefined): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
