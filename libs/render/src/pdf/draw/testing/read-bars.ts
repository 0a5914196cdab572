/** Widths of bars and spaces from left to right, in modules, starting with a bar. */
export function runsOf(operators: string): readonly number[] {
  const bars = [...operators.matchAll(/^(\S+) \S+ (\S+) \S+ re$/gm)]
    .map(([, x, width]) => ({ start: Number(x), end: Number(x) + Number(width) }))
    .sort((a, b) => a.start - b.start);
  const widths = bars.flatMap(({ start, end }, index) => {
    const next = bars[index + 1];
    return next ? [end - start, next.start - end] : [end - start];
  });
  const module = Math.min(...widths);
  return widths.map((width) => Math.round(width / module));
}

/** Widths of the digits' parts in the left, odd set of EAN (GS1 General Specifications, 5.2.1). */
const DIGITS = ['3211', '2221', '2122', '1411', '1132', '1231', '1114', '1312', '1213', '3112'];
/** Which of the six left digits are of the even set says the first digit. */
const PARITIES = [
  'OOOOOO',
  'OOEOEE',
  'OOEEOE',
  'OOEEEO',
  'OEOOEE',
  'OEEOOE',
  'OEEEOO',
  'OEOEOE',
  'OEOEEO',
  'OEEOEO',
];

/** The digits of an EAN-13. */
export function ean13Text(runs: readonly number[]): string {
  const half = (start: number): string[] =>
    Array.from({ length: 6 }, (_, digit) => runs.slice(start + digit * 4, start + digit * 4 + 4).join(''));
  const left = half(3);
  const parity = left.map((widths) => (DIGITS.includes(widths) ? 'O' : 'E')).join('');
  const digitOf = (widths: string): number => {
    const odd = DIGITS.indexOf(widths);
    return odd >= 0 ? odd : DIGITS.indexOf([...widths].reverse().join(''));
  };
  return [PARITIES.indexOf(parity), ...left.map(digitOf), ...half(32).map(digitOf)].join('');
}

/** Patterns of Code 128 by value (ISO/IEC 15417, table 1). */
const PATTERNS = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'
).split(' ');
const [CODE_C, CODE_B, CODE_A, START_A, START_C] = [99, 100, 101, 103, 105];

/** The text of a Code 128, its check sign proven. */
export function code128Text(runs: readonly number[]): string {
  const values = Array.from({ length: Math.floor((runs.length - 7) / 6) }, (_, at) =>
    PATTERNS.indexOf(runs.slice(at * 6, at * 6 + 6).join('')),
  );
  const check = values.pop();
  const [start = 0, ...rest] = values;
  const sum = rest.reduce((total, value, index) => total + value * (index + 1), start);
  if (sum % 103 !== check) throw new Error('the check sign is wrong');
  let set = 'ABC'.charAt(start - START_A);
  if (start > START_C) throw new Error('no start sign');
  let text = '';
  for (const value of rest) {
    if (value === CODE_C && set !== 'C') set = 'C';
    else if (value === CODE_B && set !== 'B') set = 'B';
    else if (value === CODE_A && set !== 'A') set = 'A';
    else text += set === 'C' ? String(value).padStart(2, '0') : String.fromCharCode(value + 32);
  }
  return text;
}
