import { readAsset } from '../../pack-files.js';
import { periods } from '../calendar.js';
import type { DataRow, UnitData } from '../unit-data.js';
import { departments } from '../unit-plan.js';
import type { Vendor, World } from '../world.js';

type MasterTable = 'property' | 'department' | 'location' | 'period' | 'vendor' | 'category' | 'product';

/** What a property is before anything is bought: its places, periods, vendors and products. */
export function masterRows(world: World): Pick<UnitData, MasterTable> {
  const { plan } = world;
  return {
    property: [
      {
        code: plan.code,
        name: plan.name,
        base_currency: plan.currency,
        timezone: plan.timezone,
        legal_name: plan.legal_name,
        tax_id: plan.tax_id,
        address: plan.address,
        phone: plan.phone,
        email: plan.email,
        logo: plan.logo ? `\\x${readAsset(plan.logo).toString('hex')}` : null,
      },
    ],
    department: Object.entries(departments).map(([code, name]) => ({
      id: world.id('department', code),
      code,
      name,
    })),
    location: world.locations.map(({ id, code, name, kind, department }) => ({
      id,
      code,
      name,
      kind,
      department_id: world.id('department', department),
    })),
    period: periodRows(world),
    vendor: world.vendors.map((vendor, index) => vendorRow(vendor, index)),
    category: world.categories.map(({ code, name }) => ({ id: world.id('category', code), code, name })),
    product: world.products.map((product) => ({
      id: product.id,
      code: product.code,
      name: product.name,
      category_id: world.id('category', product.category.code),
      unit: product.unit,
      tax_rate: product.tax_rate,
      standard_cost: product.price.toFixed(4),
      reorder_point: String(product.reorder_point),
      par_level: String(product.par_level),
      shelf_life_days: product.category.shelf_life_days ?? null,
      is_active: true,
    })),
  };
}

function periodRows(world: World): DataRow[] {
  return periods.map(({ closed_at, ...period }) => ({
    id: world.id('period', period.name),
    ...period,
    status: closed_at ? 'closed' : 'open',
    closed_at: closed_at ? `${closed_at}${world.plan.utc_offset}` : null,
  }));
}

function vendorRow(vendor: Vendor, index: number): DataRow {
  const serial = String(1000 + index * 37);
  return {
    id: vendor.id,
    code: vendor.code,
    name: vendor.name,
    tax_id: vendor.country === 'TH' ? `01055${serial}${serial}` : `${vendor.country}${serial}${serial}`,
    contact: vendor.contact,
    email: `sales@${vendor.domain}.example`,
    phone: vendor.country === 'TH' ? `+66 2 555 ${serial}` : `+00 555 ${serial}`,
    address: `${index + 1} Market Road, ${vendor.city}`,
    country: vendor.country,
    currency: vendor.currency,
    credit_term_days: vendor.credit_term_days,
    is_active: true,
  };
}
