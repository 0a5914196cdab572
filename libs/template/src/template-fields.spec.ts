import { readTemplateDocument, templateDocumentOf } from './document/template-document.js';
import { TemplateError } from './faults.js';
import { readTemplateFields } from './template-fields.js';

const minimal = { name: 'Purchase order list', source_name: 'v_purchase_order' };

function pointersOf(value: unknown): string[] {
  try {
    readTemplateFields(value);
  } catch (error) {
    if (error instanceof TemplateError) return error.faults.map(({ pointer }) => pointer);
    throw error;
  }
  return [];
}

describe('readTemplateFields', () => {
  it('completes a template that says only what it must', () => {
    expect(readTemplateFields(minimal)).toMatchObject({
      report_type: 'purchase_order_list',
      kind: 'report',
      source_type: 'view',
      source_params: { params: [] },
      default_format: 'pdf',
      default_date_range_days: 30,
      allow_business_unit: null,
      is_active: true,
    });
  });

  it('stores lists of business units in one form', () => {
    const read = readTemplateFields({ ...minimal, allow_business_unit: 'T01,T03', deny_business_unit: [] });
    expect([read.allow_business_unit, read.deny_business_unit]).toEqual([['T01', 'T03'], null]);
  });

  it('keeps a dialog as one text, given as text or as object', () => {
    const dialog = { fields: [{ name: 'a' }] };
    expect(readTemplateFields({ ...minimal, dialog }).dialog).toBe(JSON.stringify(dialog));
    expect(readTemplateFields({ ...minimal, dialog: JSON.stringify(dialog) }).dialog).toBe(
      JSON.stringify(dialog),
    );
  });

  it('names every fault of every part at once', () => {
    const blocks = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => ({ key, label: key }));
    const faulty = {
      ...minimal,
      name: '',
      colour: 'red',
      source_name: 'v_po; drop table x',
      dialog: { fields: [{ name: 'a', type: 'colour' }] },
      signature_config: { blocks },
      source_params: { params: [{ filter: 'a', type: 'money' }] },
      default_options: { group_by: 5 },
      deny_business_unit: ['T 01'],
      locale: 'no such language',
    };
    expect(pointersOf(faulty).sort()).toEqual([
      '/colour',
      '/default_options/group_by',
      '/deny_business_unit/0',
      '/dialog/fields/0/type',
      '/locale',
      '/name',
      '/signature_config/blocks',
      '/source_name',
      '/source_params/params/0/type',
    ]);
  });

  it.each([
    ['a template bound to nothing', { name: 'x' }, ['/source_name']],
    ['a builder template without its key', { name: 'x', source_type: 'builder' }, ['/builder_key']],
    [
      'a parameter nothing can fill',
      { ...minimal, source_type: 'function', source_params: { params: [{ filter: 'a', type: 'text' }] } },
      ['/source_params/params/0'],
    ],
    [
      'one signature key used twice',
      {
        ...minimal,
        signature_config: {
          blocks: [
            { key: 'a', label: 'A' },
            { key: 'a', label: 'B' },
          ],
        },
      },
      ['/signature_config/blocks/1/key'],
    ],
  ])('refuses %s', (_, value, pointers) => {
    expect(pointersOf(value)).toEqual(pointers);
  });

  it.each([null, 'text', 5, [minimal]])('refuses %j, which is no template', (value) => {
    expect(pointersOf(value)).toEqual(['']);
  });
});

describe('the template document', () => {
  const template = readTemplateFields({
    ...minimal,
    signature_config: { blocks: [{ key: 'a', label: 'Buyer' }] },
  });

  it('comes back as the template it was made of', () => {
    const document = templateDocumentOf(template);
    expect(readTemplateDocument(JSON.parse(JSON.stringify(document)))).toEqual(template);
  });

  it('leaves behind what belongs to one installation', () => {
    expect(
      templateDocumentOf({ ...template, project_id: '0190a0a0-0000-7000-8000-000000000000' }).template,
    ).not.toHaveProperty('project_id');
  });

  it('refuses a version it does not know, and points into the template', () => {
    expect(() => readTemplateDocument({ format: 'galley-template/2', template: minimal })).toThrow(
      /galley-template\/1/,
    );
    expect(() => readTemplateDocument({ format: 'galley-template/1', template: { name: 'x' } })).toThrow(
      '/template/source_name',
    );
  });
});
