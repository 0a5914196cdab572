const SMALL = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen',
  'sixteen seventeen eighteen nineteen',
]
  .join(' ')
  .split(' ');
const TENS = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion', 'quintillion'] as const;

/** The most digits that have a name here. */
export const ENGLISH_DIGITS = SCALES.length * 3;

/** A whole number as English says it: `one thousand two hundred thirty-four`. `digits` without sign, at most 21. */
export function englishNumber(digits: string): string {
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  const words = groups.flatMap((group, index) => {
    const value = Number(group);
    return value === 0 ? [] : [`${below1000(value)} ${SCALES[groups.length - 1 - index] ?? ''}`.trim()];
  });
  return words.join(' ') || 'zero';
}

function below1000(value: number): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  return [hundreds > 0 ? `${SMALL[hundreds]} hundred` : '', rest > 0 ? below100(rest) : '']
    .filter(Boolean)
    .join(' ');
}

function below100(value: number): string {
  if (value < 20) return SMALL[value] ?? '';
  const unit = value % 10;
  return `${TENS[Math.floor(value / 10)]}${unit > 0 ? `-${SMALL[unit]}` : ''}`;
}
