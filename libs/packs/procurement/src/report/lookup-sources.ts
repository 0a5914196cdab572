/** A source without a template: what the lookups of parameter dialogs choose from. */
export interface LookupSource {
  readonly name: string;
  readonly label: string;
  readonly source_name: string;
}

export const lookupSources: readonly LookupSource[] = [
  { name: 'procurement.vendors', label: 'Vendors', source_name: 'v_vendor_list' },
  { name: 'procurement.categories', label: 'Product categories', source_name: 'v_category_list' },
  { name: 'procurement.products', label: 'Products', source_name: 'v_product_list' },
  { name: 'procurement.locations', label: 'Locations', source_name: 'v_location_list' },
  { name: 'procurement.departments', label: 'Departments', source_name: 'v_department_list' },
  { name: 'procurement.periods', label: 'Periods', source_name: 'v_period_list' },
];
