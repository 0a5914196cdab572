import type { CategoryFamily } from '../catalogue/product-item.js';

export interface Account {
  readonly code: string;
  readonly name: string;
  readonly kind: 'asset' | 'liability' | 'expense';
}

const account = (code: string, name: string, kind: Account['kind']): Account => ({ code, name, kind });

/** The accounts that purchasing and stock touch. */
export const accounts = {
  input_tax: account('1150', 'Input tax', 'asset'),
  inventory: account('1310', 'Inventory', 'asset'),
  payable: account('2110', 'Accounts payable', 'liability'),
  market: account('2120', 'Market purchases payable', 'liability'),
  food: account('5110', 'Cost of food', 'expense'),
  beverage: account('5120', 'Cost of beverage', 'expense'),
  housekeeping: account('5310', 'Guest and cleaning supplies', 'expense'),
  engineering: account('5320', 'Repair and maintenance supplies', 'expense'),
  price_variance: account('5180', 'Purchase price variance', 'expense'),
  stock_variance: account('5190', 'Inventory variance', 'expense'),
} as const satisfies Readonly<Record<string, Account>>;

/** Where the use of a family's products is booked. */
export const costAccount = (family: CategoryFamily): Account => accounts[family];
