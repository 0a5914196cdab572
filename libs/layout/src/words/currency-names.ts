/** What a currency and its hundredth part are called; English with one and many. */
export interface CurrencyNames {
  readonly en: {
    readonly unit: readonly [one: string, many: string];
    readonly part: readonly [one: string, many: string];
  };
  readonly th: { readonly unit: string; readonly part: string };
}

/** By ISO 4217. */
export const CURRENCY_NAMES: Readonly<Record<string, CurrencyNames>> = {
  THB: {
    en: { unit: ['baht', 'baht'], part: ['satang', 'satang'] },
    th: { unit: 'บาท', part: 'สตางค์' },
  },
  USD: {
    en: { unit: ['US dollar', 'US dollars'], part: ['cent', 'cents'] },
    th: { unit: 'ดอลลาร์สหรัฐ', part: 'เซนต์' },
  },
  EUR: {
    en: { unit: ['euro', 'euros'], part: ['cent', 'cents'] },
    th: { unit: 'ยูโร', part: 'เซนต์' },
  },
  GBP: {
    en: { unit: ['pound sterling', 'pounds sterling'], part: ['penny', 'pence'] },
    th: { unit: 'ปอนด์สเตอร์ลิง', part: 'เพนนี' },
  },
  SEK: {
    en: { unit: ['Swedish krona', 'Swedish kronor'], part: ['öre', 'öre'] },
    th: { unit: 'โครนาสวีเดน', part: 'เออเรอ' },
  },
  DKK: {
    en: { unit: ['Danish krone', 'Danish kroner'], part: ['øre', 'øre'] },
    th: { unit: 'โครนเดนมาร์ก', part: 'เออเรอ' },
  },
  NOK: {
    en: { unit: ['Norwegian krone', 'Norwegian kroner'], part: ['øre', 'øre'] },
    th: { unit: 'โครนนอร์เวย์', part: 'เออเรอ' },
  },
  CAD: {
    en: { unit: ['Canadian dollar', 'Canadian dollars'], part: ['cent', 'cents'] },
    th: { unit: 'ดอลลาร์แคนาดา', part: 'เซนต์' },
  },
};
