/** Characters that a sheet's name may not have. */
// oxlint-disable-next-line no-control-regex -- neither may control characters
const FORBIDDEN = /[[\]:*?/\\\u0000-\u001f]/g;
const LONGEST = 31;
/** Excel keeps this name for itself. */
const RESERVED = 'history';

/** The names of a workbook's sheets: what Excel takes, each once whatever the case. */
export class SheetNames {
  private readonly taken = new Set<string>([RESERVED]);

  /**
   * The name for what is called so, `fallback` where nothing is left of it; `sheet` counts from 0 the sheets that continue
   * the first of that name.
   */
  take(wished: string, fallback: string, sheet: number = 0): string {
    const clean = cut(wished.replace(FORBIDDEN, ' ').replace(/\s+/g, ' '), LONGEST);
    const base = clean === '' ? fallback : clean;
    const numbered = (end: string): string => cut(base, LONGEST - end.length) + end;
    let name = sheet === 0 ? base : numbered(` ${sheet + 1}`);
    for (let number = 2; this.taken.has(name.toLowerCase()); number++) name = numbered(` (${number})`);
    this.taken.add(name.toLowerCase());
    return name;
  }
}

/** No half characters, no apostrophe at either end. */
function cut(text: string, length: number): string {
  const short = text
    .trim()
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '');
  return short.replace(/^'+/, '').replace(/'+$/, '').trim();
}
