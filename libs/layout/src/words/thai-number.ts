const DIGITS = ['ศูนย์', 'หนึ่ง', 'สอง', 'สาม', 'สี่', 'ห้า', 'หก', 'เจ็ด', 'แปด', 'เก้า'];
const PLACES = ['', 'สิบ', 'ร้อย', 'พัน', 'หมื่น', 'แสน'];
const MILLION = 'ล้าน';

/** A whole number as Thai invoices write it: `หนึ่งพันสองร้อยสามสิบเอ็ด`. `digits` without sign. */
export function thaiNumber(digits: string): string {
  const bare = digits.replace(/^0+(?=\d)/, '');
  if (bare === '0') return DIGITS[0] ?? '';
  if (bare.length <= PLACES.length) return belowMillion(bare, false);
  const high = bare.slice(0, -PLACES.length);
  return `${thaiNumber(high)}${MILLION}${belowMillion(bare.slice(-PLACES.length), true)}`;
}

/** `isRest`: something higher was said before, so that a lone one is `เอ็ด`. */
function belowMillion(digits: string, isRest: boolean): string {
  return [...digits]
    .map((digit, index) => {
      const place = digits.length - 1 - index;
      const isAfterOther = isRest || /[1-9]/.test(digits.slice(0, index));
      return said(Number(digit), place, isAfterOther);
    })
    .join('');
}

function said(digit: number, place: number, isAfterOther: boolean): string {
  if (digit === 0) return '';
  if (place === 0 && digit === 1 && isAfterOther) return 'เอ็ด';
  if (place === 1 && digit === 1) return 'สิบ';
  if (place === 1 && digit === 2) return 'ยี่สิบ';
  return `${DIGITS[digit]}${PLACES[place]}`;
}
