import type { Decimal } from 'decimal.js';
import { roundTo } from '../../calculations/money.js';
import { addDays, FIRST_DAY, monthOf } from '../calendar.js';
import { exchangeRate } from '../catalogue/exchange-rates.js';
import type { CategoryFamily } from '../catalogue/product-item.js';
import type { Location, Product, Vendor, World } from '../world.js';

/** One line of a vendor's price list, in the vendor's currency. */
export interface VendorPrice {
  readonly id: string;
  readonly vendor: Vendor;
  readonly product: Product;
  readonly exchange_rate: Decimal;
  readonly unit_price: Decimal;
  readonly min_qty: number;
  readonly lead_time_days: number;
  readonly valid_from: string;
  readonly valid_to: string | null;
}

export interface RequestForQuotation {
  readonly id: string;
  readonly rfq_no: string;
  readonly rfq_date: string;
  readonly buyer: string;
  readonly location: Location;
  readonly status: 'draft' | 'sent' | 'answered' | 'closed';
  readonly vendors: readonly { readonly vendor: Vendor; readonly answered_on: string | null }[];
  readonly lines: readonly {
    readonly product: Product;
    readonly specification: string;
    readonly qty: number;
  }[];
}

/** Every vendor's list of what it delivers; a tenth of the prices ran out and has a successor. */
export function generateVendorPrices(world: World): VendorPrice[] {
  const random = world.randomOf('vendor prices');
  return world.vendors.flatMap((vendor) => {
    const exchange_rate = exchangeRate(vendor.currency, world.plan.currency);
    const isDomestic = vendor.country === world.plan.country;
    return vendor.products.flatMap((product) => {
      const terms = {
        vendor,
        product,
        exchange_rate,
        min_qty: product.usage * random.int(1, 3),
        lead_time_days: isDomestic ? random.int(1, 5) : random.int(7, 21),
      };
      const price = (factor: number): Decimal =>
        roundTo(product.price.times(factor).div(1000).div(exchange_rate), 2);
      const factor = random.int(900, 1120);
      if (!random.chance(0.1)) return [dated(world, terms, price(factor), '2026-01-01', null)];
      return [
        dated(world, terms, price(factor), '2026-01-01', '2026-05-31'),
        dated(world, terms, price(factor + random.int(-15, 45)), '2026-06-01', null),
      ];
    });
  });
}

function dated(
  world: World,
  terms: Omit<VendorPrice, 'id' | 'unit_price' | 'valid_from' | 'valid_to'>,
  unit_price: Decimal,
  valid_from: string,
  valid_to: string | null,
): VendorPrice {
  const id = world.id('vendor_price', `${terms.vendor.code}/${terms.product.code}/${valid_from}`);
  return { ...terms, id, unit_price, valid_from, valid_to };
}

const specifications: Readonly<Record<CategoryFamily, readonly string[]>> = {
  food: [
    'Grade A, chilled at 0–4 °C, vacuum packed',
    'Origin stated, best before ≥ 2/3 of shelf life',
    'ฮาลาล / Halal certified',
  ],
  beverage: ['Case of 12, current vintage', 'Returnable crates', 'Bond-free, duty paid'],
  housekeeping: ['Sample to be sent before delivery', 'Packed in cartons of 50', 'EU Ecolabel or equal'],
  engineering: ['Marine grade A4, data sheet attached', 'Two years of warranty', 'Certified to TIS / IEC'],
};

/** Requests for quotation in order of their dates, each to up to four vendors of one category. */
export function generateRfqs(world: World): RequestForQuotation[] {
  const random = world.randomOf('rfqs');
  const count = world.plan.counts.rfqs;
  return Array.from({ length: count }, (_, index) => {
    const rfq_date = addDays(FIRST_DAY, 5 + Math.floor((index * 80) / count));
    const rfq_no = `RFQ${monthOf(rfq_date)}-${String(index + 1).padStart(4, '0')}`;
    const category = random.pick(
      world.categories.filter(({ code }) => world.products.some((p) => p.category.code === code)),
    );
    const products = world.products.filter((product) => product.category === category);
    const status = index === count - 1 && count > 1 ? 'sent' : random.pick(['answered', 'closed'] as const);
    const asked = world.vendors.filter(({ categories }) => categories.includes(category.code));
    return {
      id: world.id('rfq', rfq_no),
      rfq_no,
      rfq_date,
      buyer: random.pick(world.plan.people),
      location: world.storeOf(category.family),
      status,
      vendors: random.sample(asked, 4).map((vendor) => ({
        vendor,
        answered_on: status === 'sent' ? null : addDays(rfq_date, random.int(2, 6)),
      })),
      lines: random.sample(products, random.int(3, 6)).map((product) => ({
        product,
        specification: random.pick(specifications[category.family]),
        qty: product.usage * random.int(6, 30),
      })),
    };
  });
}
