import { vendorSpend } from './vendor-spend.js';

const context = {
  schema: 'bu_"t01',
  organization_id: '00000000-0000-7000-8000-000000000001',
  params: { date_from: '2026-04-01', date_to: "2026-06-30'; drop table vendor; --", category_ids: ['WINE'] },
  timezone: 'Asia/Bangkok',
};

describe('vendor spend', () => {
  it('binds every value and quotes the schema', () => {
    const { text, values } = vendorSpend.build(context);
    expect(text).not.toContain('drop table');
    expect(text).toContain('"bu_""t01"."vendor"');
    expect(new Set(values)).toEqual(new Set(Object.values(context.params)));
    const placeholders = [...text.matchAll(/\$(\d+)/g)].map(([, digits]) => Number(digits));
    expect(placeholders).toEqual(values.map((_, index) => index + 1));
  });

  it('gives the same SQL for the same question', () => {
    expect(vendorSpend.build(context)).toEqual(vendorSpend.build(context));
  });

  it('can be wrapped as a sub-query', () => {
    expect(vendorSpend.build(context).text).not.toContain(';');
  });
});
