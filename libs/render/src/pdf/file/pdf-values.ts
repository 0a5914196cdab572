/** A number as PDF writes it: at most two decimals are enough for points (1/7200 inch). */
export function pdfNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A text string of the document level (title, outline): UTF-16BE in hexadecimal, so nothing needs escaping. */
export function pdfTextString(text: string): string {
  return `<FEFF${utf16Hex(wellFormed(text))}>`;
}

/** Lone surrogates, which no encoding can carry, as U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** UTF-16BE code units in hexadecimal. */
export function utf16Hex(text: string): string {
  let hex = '';
  for (let i = 0; i < text.length; i++) hex += hex4(text.charCodeAt(i));
  return hex;
}

export function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}

/** `D:YYYYMMDDHHmmSSZ` of an ISO-8601 instant. */
export function pdfDate(instant: string): string {
  const digits = new Date(instant).toISOString().replace(/\D/g, '').slice(0, 14);
  return `(D:${digits}Z)`;
}
