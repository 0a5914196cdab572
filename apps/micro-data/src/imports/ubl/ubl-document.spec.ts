import { readFileSync } from 'node:fs';
import type { ReadImport } from '../importer.js';
import { ublDocument } from './ubl-document.js';

const sample = (name: string): Buffer =>
  readFileSync(new URL(`../../../test/fixtures/ubl/${name}`, import.meta.url));

interface Fields {
  readonly [column: string]: unknown;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

function fieldsOf(read: ReadImport): Fields {
  expect(read.faults).toEqual([]);
  return read.records[0]?.fields as unknown as Fields;
}

const read = (xml: string): ReadImport => ublDocument.read(Buffer.from(xml));

const order = (
  body: string,
): string => `<o:Order xmlns:o="urn:oasis:names:specification:ubl:schema:xsd:Order-2"
  xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">${body}</o:Order>`;
const seller =
  '<a:SellerSupplierParty><a:Party><a:PartyName><b:Name>S</b:Name></a:PartyName></a:Party></a:SellerSupplierParty>';
const line = (content: string): string => `<a:OrderLine><a:LineItem>${content}</a:LineItem></a:OrderLine>`;

describe('a UBL document', () => {
  it.each([
    ['UBL-Order-2.0-Example', 'PO', 'AEG012345', 'Consortial', 'IYT Corporation', 1, 'GBP', '100.00'],
    ['UBL-Order-2.1-Example', 'PO', '34', 'Moderna Produkter AB', 'Johnssons byggvaror', 2, 'SEK', '6225'],
    [
      'UBL-RequestForQuotation-2.1-Example',
      'RFQ',
      'G867B',
      'Delcomputer A/S',
      'Gentofte Kommune',
      4,
      'DKK',
      null,
    ],
    ['UBL-ReceiptAdvice-2.0-Example', 'GRN', '658398', 'Consortial', 'IYT Corporation', 1, null, null],
    ['UBL-CreditNote-2.0-Example', 'CN', 'CN758494', 'Consortial', 'IYT Corporation', 1, 'GBP', '107.50'],
    ['UBL-Invoice-2.0-Example', 'INV', 'A00095678', 'Consortial', 'IYT Corporation', 1, 'GBP', '107.50'],
    [
      'UBL-Invoice-2.1-Example-Trivial',
      'INV',
      '123',
      'Custom Cotter Pins',
      'North American Veeblefetzer',
      1,
      'CAD',
      '100.00',
    ],
  ])('%s is %s %s', (file, type, no, from, to, lines, ...[currency, payable]) => {
    const fields = fieldsOf(ublDocument.read(sample(`${file}.xml`)));
    expect(fields).toMatchObject({
      document_type: type,
      document_no: no,
      seller_name: from,
      buyer_name: to,
      currency,
      payable,
    });
    expect(fields.lines).toHaveLength(lines);
  });

  it('is taken over as stated, and a difference is said', () => {
    const [record] = ublDocument.read(sample('UBL-Order-2.0-Example.xml')).records;
    expect(record?.warnings).toEqual(['Line 1: 100 × 100.00 is 10000, stated is 100.00.']);
    const fields = fieldsOf(ublDocument.read(sample('UBL-Order-2.1-Example.xml')));
    expect(fields).toMatchObject({
      origin: 'UBL Order 2.1',
      seller_address: 'Kungsgatan 22, suite12\n11000 Stockholm, RegionX, SE',
      allowance: '100',
      charge: '100',
      tax: '100',
      delivery_date: '2010-02-25',
    });
    expect(fields.lines[0]).toMatchObject({
      item: 'Falu Rödfärg',
      item_code: 'SItemNo001',
      qty: '120',
      unit: 'LTR',
      unit_price: '50',
      line_amount: '6000',
    });
  });

  it('folds white space, and keeps lots and what was short', () => {
    const rfq = fieldsOf(ublDocument.read(sample('UBL-RequestForQuotation-2.1-Example.xml')));
    expect(rfq.lines[0]).toMatchObject({ item: 'Dell PrecisionTM T3400', item_code: 'DELL1052665' });
    const receipt = fieldsOf(ublDocument.read(sample('UBL-ReceiptAdvice-2.0-Example.xml')));
    expect(receipt).toMatchObject({ order_no: 'AEG012345', payable: null });
    expect(receipt.lines[0]).toMatchObject({
      qty: '90',
      short_qty: '10',
      lot_no: '546378239',
      expiry_date: '2010-01-01',
      unit_price: null,
    });
  });

  it('is known by its namespaces, whatever the prefixes', () => {
    const quantity = '<b:Quantity unitCode="KGM">+2.50</b:Quantity>';
    const fields = fieldsOf(read(order(`<b:ID>1</b:ID>${seller}${line(quantity)}`)));
    expect(fields.lines[0]).toMatchObject({ qty: '2.50', unit: 'KGM' });
    expect(read('<Order><ID>1</ID></Order>').faults[0]?.detail).toMatch(/is no UBL 2 document/);
  });

  it('is refused with every fault and its line', () => {
    const faulty = order(`\n<b:IssueDate>2026-02-30</b:IssueDate>\n${line('<b:Quantity>many</b:Quantity>')}`);
    expect(read(faulty).faults).toEqual([
      { line: 3, column: null, detail: 'The document has no number (cbc:ID).' },
      { line: 3, column: null, detail: 'The document names no seller.' },
      { line: 4, column: null, detail: 'IssueDate is no date' },
      { line: 5, column: null, detail: 'Quantity is no number' },
    ]);
  });

  it.each([
    ['a DOCTYPE', '<!DOCTYPE o [<!ENTITY a "b">]><o/>', /DOCTYPE/],
    ['what is cut off', order('<b:ID>1'), /unexpected close tag/],
    ['a prefix without namespace', order('<x:ID>1</x:ID>'), /prefix x/],
    ['an unknown root', '<a xmlns="urn:b"/>', /no UBL 2 document/],
    ['deep nesting', order('<b:N>'.repeat(100)), /deeper/],
    [
      'a number beyond bounds',
      order(`<b:ID>1</b:ID>${seller}${line('<b:Quantity>1e99</b:Quantity>')}`),
      /no number/,
    ],
  ])('refuses %s', (_, xml, detail) => {
    const { records, faults } = read(xml);
    expect(records).toEqual([]);
    expect(faults[0]?.detail).toMatch(detail);
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(ublDocument.read(Buffer.from([0x3c, 0xff, 0xfe])).faults[0]?.detail).toMatch(/UTF-8/);
  });
});
