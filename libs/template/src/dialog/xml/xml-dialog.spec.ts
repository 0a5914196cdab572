import { TemplateError } from '../../faults.js';
import type { DialogField } from '../dialog.js';
import { readDialog } from '../read-dialog.js';

const fields = (inner: string): readonly DialogField[] => readDialog(`<Dialog>${inner}</Dialog>`).fields;

function faults(text: string): string[] {
  try {
    readDialog(text, '/dialog');
  } catch (error) {
    if (error instanceof TemplateError)
      return error.faults.map(({ pointer, detail }) => `${pointer} ${detail}`);
    throw error;
  }
  return [];
}

describe('CA-DLG-1: <Dialog> XML', () => {
  it('reads a date and a lookup with the labels before them', () => {
    const text =
      '<Dialog><Label Text="Date From"/><Date Name="DateFrom"/><Label Text="Vendor"/>' +
      '<Lookup Name="VendorCode" DataSource="@vendor_list"/></Dialog>';
    expect(readDialog(text).fields).toMatchObject([
      { name: 'DateFrom', type: 'date', label: 'Date From', lookup: null, required: false, default: null },
      { name: 'VendorCode', type: 'lookup', label: 'Vendor', lookup: { source: 'vendor' } },
    ]);
  });

  it('takes a label without a control for a caption only', () => {
    expect(fields('<Label Text="Period"/><Label Text="From"/><Date Name="A"/><Label Text="End"/>')).toEqual([
      expect.objectContaining({ name: 'A', label: 'From' }),
    ]);
  });

  it('refuses another root, DOCTYPE and entities', () => {
    expect(faults('<Form><Date Name="A"/></Form>')).toEqual(['/dialog has the root <Form>, not <Dialog>']);
    expect(faults('<!DOCTYPE Dialog [<!ENTITY x "y">]><Dialog/>')[0]).toContain('DOCTYPE');
    expect(faults('<Dialog><Label Text="&x;"/></Dialog>')[0]).toContain('entity');
  });

  it('keeps unknown tags as text inputs', () => {
    expect(fields('<Label Text="Depth"/><Slider Name="Depth"/>')).toEqual([
      expect.objectContaining({ name: 'Depth', type: 'text', label: 'Depth' }),
    ]);
  });
});

describe('readXmlDialog', () => {
  it('reads every kind of input with what it may say', () => {
    const read = fields(
      `<Number Name="Top" Default="10" Required="true"/>
       <DateTime Name="Since" Default="start_of_month"/>
       <CheckBox Name="Open" Checked="true"/>
       <Combo Name="Kind"><Item Value="a" Text="Alpha"/><Item>Beta</Item></Combo>
       <Select Name="Status" Items="draft;sent" Multiple="true"/>
       <Panel><Lookup Name="Item" DataSource="procurement.products" ValueField="code" DependsOn="Kind"/></Panel>
       <Text Name="Note" Column="remark" Operator="contains" Hint="part of it"/>`,
    );
    expect(read).toMatchObject([
      { name: 'Top', type: 'number', default: '10', required: true, label: 'Top' },
      { name: 'Since', type: 'datetime', default: 'start_of_month' },
      { name: 'Open', type: 'boolean', default: 'true' },
      {
        type: 'select',
        options: [
          { value: 'a', label: 'Alpha' },
          { value: 'Beta', label: 'Beta' },
        ],
      },
      { type: 'select', multiple: true, options: [{ value: 'draft' }, { value: 'sent' }] },
      { type: 'lookup', lookup: { source: 'procurement.products', field: 'code' }, depends_on: ['Kind'] },
      { type: 'text', column: 'remark', operator: 'contains', help: 'part of it' },
    ]);
  });

  it('lets a list without items be typed into', () => {
    expect(fields('<Combo Name="A"/><Lookup Name="B"/>').map(({ type }) => type)).toEqual(['text', 'text']);
  });

  it('names every fault, as of a JSON dialog', () => {
    expect(faults('<Dialog><Date/><Date Name="a b"/><Date Name="C" Default="never"/></Dialog>')).toEqual([
      expect.stringContaining('/dialog/fields/0/name'),
      expect.stringContaining('/dialog/fields/1/name'),
    ]);
    expect(faults('<Dialog><Date Name="C" Default="never"/></Dialog>')).toEqual([
      expect.stringContaining('/dialog/fields/0/default'),
    ]);
    expect(faults('<Dialog>\n<Date Name="A">\n</Dialog>')[0]).toContain('line 3');
  });
});
