import { Decimal } from 'decimal.js';
import { amountInWords } from './amount-in-words.js';

const words = (amount: string, currency: string, locale: string): string | null =>
  amountInWords(new Decimal(amount), currency, locale);

describe('an amount in words', () => {
  it.each([
    ['0', 'THB', 'Zero baht only'],
    ['1', 'USD', 'One US dollar only'],
    ['1656.63', 'THB', 'One thousand six hundred fifty-six baht and sixty-three satang only'],
    ['107.50', 'GBP', 'One hundred seven pounds sterling and fifty pence only'],
    ['0.01', 'GBP', 'Zero pounds sterling and one penny only'],
    ['6225', 'SEK', 'Six thousand two hundred twenty-five Swedish kronor only'],
    ['-21.10', 'CAD', 'Minus twenty-one Canadian dollars and ten cents only'],
    ['1000000', 'NOK', 'One million Norwegian kroner only'],
    ['1000010.005', 'EUR', 'One million ten euros and one cent only'],
    ['12.30', 'XAF', 'Twelve XAF and 30/100 only'],
  ])('says %s %s in English', (amount, currency, expected) => {
    expect(words(amount, currency, 'en-GB')).toBe(expected);
  });

  it.each([
    ['0', 'THB', 'ศูนย์บาทถ้วน'],
    ['1', 'THB', 'หนึ่งบาทถ้วน'],
    ['11', 'THB', 'สิบเอ็ดบาทถ้วน'],
    ['21.25', 'THB', 'ยี่สิบเอ็ดบาทยี่สิบห้าสตางค์'],
    ['101', 'THB', 'หนึ่งร้อยเอ็ดบาทถ้วน'],
    ['0.50', 'THB', 'ห้าสิบสตางค์'],
    ['1656.63', 'THB', 'หนึ่งพันหกร้อยห้าสิบหกบาทหกสิบสามสตางค์'],
    ['44807.34', 'THB', 'สี่หมื่นสี่พันแปดร้อยเจ็ดบาทสามสิบสี่สตางค์'],
    ['1000001', 'THB', 'หนึ่งล้านเอ็ดบาทถ้วน'],
    ['21000000', 'THB', 'ยี่สิบเอ็ดล้านบาทถ้วน'],
    ['-45', 'USD', 'ลบสี่สิบห้าดอลลาร์สหรัฐถ้วน'],
    ['12.30', 'XAF', 'สิบสอง XAF 30/100'],
  ])('says %s %s in Thai', (amount, currency, expected) => {
    expect(words(amount, currency, 'th-TH')).toBe(expected);
  });

  it('names all digits of a number that floats would round', () => {
    expect(words('900719925474099301', 'THB', 'en')).toMatch(
      /^Nine hundred quadrillion .* three hundred one baht only$/,
    );
  });

  it('has no words for what no invoice holds', () => {
    expect(words('1e21', 'THB', 'en')).toBeNull();
    expect(words('1e21', 'THB', 'th')).toBeNull();
  });
});
