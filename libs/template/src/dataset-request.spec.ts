import type { Json } from '@galley/dataset';
import { bindingOf, datasetRequestOf, resolvedFiltersOf, type BoundTemplate } from './dataset-request.js';
import { TemplateError } from './faults.js';

const run = { instant: '2026-07-01T10:00:00Z', timezone: 'Asia/Bangkok', bu_codes: ['T01'] };

function template(over: Partial<BoundTemplate> = {}): BoundTemplate {
  return {
    builder_key: null,
    source_type: 'view',
    source_name: 'v_purchase_order',
    view_name: null,
    source_params: { params: [] },
    dialog: JSON.stringify({
      fields: [
        {
          name: 'date_from',
          label: 'From',
          type: 'date',
          required: true,
          default: 'start_of_month',
          column: 'order_date',
          operator: 'gte',
        },
        { name: 'vendor_ids', label: 'Vendor', type: 'lookup', lookup: 'vendors', multiple: true },
        { name: 'open', label: 'Open', type: 'boolean', default: true },
      ],
    }),
    default_filters: {},
    default_options: {},
    default_date_range_days: 30,
    dataset_source: { name: 'procurement.purchase_order' },
    ...over,
  };
}

describe('the dataset a run asks for', () => {
  it('fills in defaults and resolves relative dates at the instant of the run', () => {
    expect(datasetRequestOf(template(), run)).toEqual({
      name: 'procurement.purchase_order',
      bu_codes: ['T01'],
      filters: { date_from: '2026-07-01', open: true },
      timezone: 'Asia/Bangkok',
    });
  });

  it("takes the run's value before the template's preset before the field's default", () => {
    const preset = template({ default_filters: { date_from: 'start_of_year', status: 'sent' } });
    expect(datasetRequestOf(preset, run).filters).toEqual({
      date_from: '2026-01-01',
      open: true,
      status: 'sent',
    });
    const given = { date_from: 'today-7d', status: ['draft', 'sent'] };
    expect(datasetRequestOf(preset, { ...run, filters: given }).filters).toEqual({
      date_from: '2026-06-24',
      open: true,
      status: ['draft', 'sent'],
    });
  });

  it('starts from the contract and the parts that the template names, where the source takes them', () => {
    const params = [
      { filter: 'contract_ids', type: 'uuid[]', nullable: true },
      { filter: 'include_cured', type: 'bool', nullable: true },
    ];
    const contract = '0190a0a0-0000-7000-8000-000000000000';
    const presetting = template({
      dialog: null,
      source_type: 'builder',
      builder_key: 'energy.ld_summary',
      source_params: { params },
      default_contract_id: contract,
      template_config: { include_cured: false, pricing: true },
    });
    const asked = datasetRequestOf(presetting, run);
    expect(asked).toMatchObject({ filters: {}, params: { contract_ids: [contract], include_cured: false } });
    const given = datasetRequestOf(presetting, {
      ...run,
      filters: { include_cured: true, contract_ids: null },
    });
    expect(given.params).toEqual({ contract_ids: null, include_cured: true });
  });

  it.each([null, '', [] as string[]])(
    'leaves a dialog field out when it is given as %j, whatever its default',
    (open) => {
      expect(datasetRequestOf(template(), { ...run, filters: { open } }).filters).toEqual({
        date_from: '2026-07-01',
      });
    },
  );

  it('keeps an empty list for a plain column: it matches nothing', () => {
    expect(datasetRequestOf(template(), { ...run, filters: { status: [] } }).filters).toMatchObject({
      status: [],
    });
  });

  it('names required fields that are missing and values that do not suit', () => {
    const filters = { date_from: '', open: 'perhaps' };
    expect.assertions(2);
    try {
      datasetRequestOf(template(), { ...run, filters });
    } catch (error) {
      expect(error).toBeInstanceOf(TemplateError);
      expect((error as TemplateError).faults).toEqual([
        { pointer: '/filters/date_from', detail: '"From" is required' },
        { pointer: '/filters/open', detail: 'is neither true nor false' },
      ]);
    }
  });

  it('resolves relative dates in comparisons with plain columns, and leaves texts alone', () => {
    const filters = {
      due: { between: ['start_of_month-1m', 'end_of_month-1m'] },
      OR: [{ at: { gte: 'now-1h' } }],
      note: 'today',
    };
    expect(datasetRequestOf(template(), { ...run, filters }).filters).toMatchObject({
      due: { between: ['2026-06-01', '2026-06-30'] },
      OR: [{ at: { gte: '2026-07-01T09:00:00.000Z' } }],
      note: 'today',
    });
  });

  it("begins days in the zone the run wishes, else in the organization's", () => {
    const late = { ...run, instant: '2026-06-30T20:00:00Z' };
    expect(datasetRequestOf(template(), late)).toMatchObject({ filters: { date_from: '2026-07-01' } });
    const oslo = datasetRequestOf(template(), { ...late, options: { timezone: 'Europe/Oslo' } });
    expect(oslo).toMatchObject({ timezone: 'Europe/Oslo', filters: { date_from: '2026-06-01' } });
  });

  it('orders by the groups first, then by sort_by', () => {
    const options = {
      group_by: ['category', 'vendor'],
      sort_by: ['-total', 'vendor', '-category'],
      sort_order: 'asc',
    };
    expect(datasetRequestOf(template(), { ...run, options })).toMatchObject({
      group_by: ['category', 'vendor'],
      order_by: [
        { column: 'category', direction: 'desc' },
        { column: 'vendor', direction: 'asc' },
        { column: 'total', direction: 'desc' },
      ],
    });
  });

  it("lets the run's options stand above the template's, and null clear one", () => {
    const totals = [{ column: 'total', aggregate: 'sum' as const }];
    const preset = template({ default_options: { group_by: 'vendor', totals } });
    expect(datasetRequestOf(preset, run)).toMatchObject({ group_by: ['vendor'], totals });
    const cleared = datasetRequestOf(preset, { ...run, options: { group_by: null } });
    expect(cleared.group_by).toBeUndefined();
    expect(cleared.totals).toEqual(totals);
  });

  it('asks for each business unit once, and for what is left when one fails if the run allows it', () => {
    const request = datasetRequestOf(template(), {
      ...run,
      bu_codes: ['T01', 'T02', 'T01'],
      options: { allow_partial: true },
    });
    expect(request).toMatchObject({ bu_codes: ['T01', 'T02'], on_unit_failure: 'partial' });
  });

  it('fills the parameters of a function from dialog, filters and defaults', () => {
    const bound = template({
      source_type: 'function',
      source_params: {
        params: [
          { filter: 'date_from', type: 'date', nullable: false },
          { filter: 'vendor_ids', type: 'uuid[]', nullable: true },
          { filter: 'as_of', type: 'date', default: 'end_of_month-1m' },
          { filter: 'rate', type: 'numeric', nullable: true },
        ],
      },
    });
    const request = datasetRequestOf(bound, { ...run, filters: { vendor_ids: [], rate: '1.5', extra: 1 } });
    expect(request.params).toEqual({
      date_from: '2026-07-01',
      vendor_ids: null,
      as_of: '2026-06-30',
      rate: '1.5',
    });
    expect(request.filters).toEqual({ open: true, extra: 1 });
  });
});

describe('the filters recorded with a run', () => {
  const bound = template({
    source_type: 'function',
    source_params: {
      params: [
        { filter: 'date_from', type: 'date', nullable: false },
        { filter: 'as_of', type: 'date', default: 'today' },
        { filter: 'vendor_ids', type: 'text[]', nullable: true },
      ],
    },
    default_filters: { status: 'sent', due: { lt: 'today' } },
  });

  const given: Record<string, Json>[] = [
    {},
    { open: '', date_from: 'today-1d' },
    { vendor_ids: ['V1'], due: null, extra: [1, 2] },
  ];
  it.each(given)('ask the same question later: %j', (filters) => {
    const first = { ...run, filters };
    const recorded = resolvedFiltersOf(bound, first);
    const later = { ...run, instant: '2027-03-05T00:00:00Z', filters: recorded };
    expect(datasetRequestOf(bound, later)).toEqual(datasetRequestOf(bound, first));
    expect(resolvedFiltersOf(bound, later)).toEqual(recorded);
  });

  it('say that a field was emptied on purpose', () => {
    expect(resolvedFiltersOf(template(), { ...run, filters: { open: '' } })).toEqual({
      date_from: '2026-07-01',
      vendor_ids: null,
      open: null,
    });
  });
});

describe('bindingOf', () => {
  const unregistered = { dataset_source: null };
  it.each([
    [template(), { name: 'procurement.purchase_order' }],
    [
      template({ ...unregistered, builder_key: 'procurement.stock-on-hand' }),
      { builder_key: 'procurement.stock-on-hand' },
    ],
    [template({ ...unregistered, view_name: 'v_old' }), { name: 'v_purchase_order' }],
    [template({ ...unregistered, source_name: null, view_name: 'v_old' }), { name: 'v_old' }],
  ])('%#: names the data the template is bound to', (bound, expected) => {
    expect(bindingOf(bound)).toEqual(expected);
  });

  it('refuses a template bound to nothing', () => {
    expect(() => bindingOf(template({ ...unregistered, source_name: null }))).toThrow(TemplateError);
  });
});
