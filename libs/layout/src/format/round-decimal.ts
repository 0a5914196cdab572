const DECIMAL = /^(-?)(\d+)\.(\d+)$/;

/** Rounds decimal text to at most `digits` fraction digits, half away from zero as PostgreSQL does; other text stays. */
export function roundDecimal(text: string, digits: number): string {
  const parts = DECIMAL.exec(text);
  const [, sign = '', whole = '', fraction = ''] = parts ?? [];
  if (!parts || fraction.length <= digits) return text;
  const kept = BigInt(whole + fraction.slice(0, digits));
  const rounded = (fraction.charAt(digits) >= '5' ? kept + 1n : kept).toString().padStart(digits + 1, '0');
  const value = digits === 0 ? rounded : `${rounded.slice(0, -digits)}.${rounded.slice(-digits)}`;
  return /[1-9]/.test(value) ? sign + value : value;
}
