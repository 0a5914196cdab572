const DELIMITERS = [',', ';', '\t', '|'];
/** A number with a decimal comma that fills its cell, thousands set apart by points or not at all. */
const COMMA_NUMBER = /(?:^|[;\t|"])\s*-?\d{1,3}(?:\.?\d{3})*,\d+\s*(?=$|[;\t|"])/m;

/** What stands between the cells of the heading: whichever of the usual ones is there most often. */
export function delimiterOf(sample: string): string {
  const heading = /^[^\r\n]*/.exec(sample)?.[0].replaceAll(/"[^"]*"/g, '') ?? '';
  const counts = DELIMITERS.map((sign) => [sign, heading.split(sign).length] as const);
  const [best] = counts.sort(([, a], [, b]) => b - a);
  return best?.[0] ?? ',';
}

/** Where a comma separates cells it separates no decimals. */
export function decimalOf(sample: string, delimiter: string): '.' | ',' {
  return delimiter !== ',' && COMMA_NUMBER.test(sample) ? ',' : '.';
}
