import { isUtf8 } from 'node:buffer';
import { readXml, XmlError, XML_LIMITS } from '@galley/template';
import type { Importer, ImportRecord, ReadImport } from '../importer.js';
import { amountsOf, currencyOf, differences } from './ubl-amounts.js';
import { UBL_KINDS, type UblKind } from './ubl-kinds.js';
import { lineOf } from './ubl-lines.js';
import { all, at, documentNameOf, resolveNamespaces, textAt, type UblNode } from './ubl-node.js';
import { addressOf, joined, partyOf } from './ubl-party.js';
import { UblValues } from './ubl-values.js';

const MAX_CHARACTERS = 5_242_880;
const MAX_LINES = 10_000;
const LIMITS = { ...XML_LIMITS, characters: MAX_CHARACTERS, elements: 250_000 };

/**
 * An order, request for quotation, receipt advice, credit note or invoice in UBL 2.0 or 2.1. Namespaces count, prefixes
 * do not; no DOCTYPE, nothing expanded or fetched. Amounts are taken over as stated; what is left out stays absent.
 */
export const ublDocument: Importer = {
  entity: 'ubl-document',
  media_types: ['application/xml', 'text/xml'],
  function_name: 'import_document',
  read: (body) => {
    if (!isUtf8(body)) return refused(null, null, 'The document is not UTF-8.');
    try {
      return readDocument(resolveNamespaces(readXml(body.toString('utf8'), LIMITS)));
    } catch (error) {
      if (error instanceof XmlError) return refused(error.line, error.column, error.message);
      throw error;
    }
  },
};

function readDocument(root: UblNode): ReadImport {
  const name = documentNameOf(root);
  const kind = name === null ? undefined : UBL_KINDS.get(name);
  if (name === null || !kind) {
    const known = [...UBL_KINDS.keys()].join(', ');
    return refused(root.line, null, `${root.local} is no UBL 2 document that is read here (${known}).`);
  }
  const values = new UblValues();
  const record = recordOf(root, name, kind, values);
  return values.faults.length > 0
    ? { records: [], faults: values.faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)) }
    : { records: [record], faults: [] };
}

function refused(line: number | null, column: number | null, detail: string): ReadImport {
  return { records: [], faults: [{ line, column, detail }] };
}

function recordOf(root: UblNode, name: string, kind: UblKind, values: UblValues): ImportRecord {
  const document_no = textAt(root, 'cbc:ID');
  if (document_no === null) values.refuse(root, 'The document has no number (cbc:ID).');
  const seller = partyOf(root, kind.seller);
  const seller_key = seller.tax_id ?? seller.name;
  if (seller_key === null) values.refuse(root, 'The document names no seller.');
  const found = all(root, kind.line);
  if (found.length === 0) values.refuse(root, `The document has no ${kind.line.replace('cac:', '')}.`);
  if (found.length > MAX_LINES) values.refuse(root, `The document has more than ${MAX_LINES} lines.`);
  const lines = found.slice(0, MAX_LINES).map((line, index) => lineOf(line, index, kind, values));
  const amounts = amountsOf(root, kind.totals, values);
  const buyer = partyOf(root, kind.buyer);
  const warnings = values.faults.length > 0 ? [] : differences(amounts, lines);
  return {
    document_type: kind.document_type,
    document_no: document_no ?? '',
    warnings,
    fields: {
      document_type: kind.document_type,
      document_no,
      seller_key,
      origin: joined(' ', ['UBL', name, textAt(root, 'cbc:UBLVersionID')]),
      issue_date: values.date(root, 'cbc:IssueDate'),
      due_date: values.date(root, ...kind.due_date),
      currency: currencyOf(root, kind.totals),
      note: joined(
        '\n',
        all(root, 'cbc:Note').map(({ text }) => text),
      ),
      seller_name: seller.name,
      seller_address: seller.address,
      seller_tax_id: seller.tax_id,
      seller_contact: seller.contact,
      buyer_name: buyer.name,
      buyer_address: buyer.address,
      buyer_tax_id: buyer.tax_id,
      buyer_contact: buyer.contact,
      ...referencesOf(root),
      ...deliveryOf(root, values),
      ...amounts,
      warnings,
      lines: lines.map((line) => ({ ...line })),
    },
  };
}

function referencesOf(root: UblNode) {
  return {
    order_no: textAt(root, 'cac:OrderReference/cbc:ID'),
    invoice_no: textAt(
      root,
      'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID',
      'cac:CreditNoteLine/cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID',
    ),
    terms: joined('\n', [
      textAt(root, 'cac:DeliveryTerms/cbc:SpecialTerms'),
      textAt(root, 'cac:TransactionConditions/cbc:Description'),
      textAt(root, 'cac:PaymentTerms/cbc:Note'),
    ]),
  };
}

function deliveryOf(root: UblNode, values: UblValues) {
  const address =
    at(root, 'cac:Delivery/cac:DeliveryAddress') ?? at(root, 'cac:Delivery/cac:DeliveryLocation/cac:Address');
  return {
    delivery_date: values.date(
      root,
      'cac:Delivery/cac:RequestedDeliveryPeriod/cbc:EndDate',
      'cac:Delivery/cbc:ActualDeliveryDate',
      'cac:Shipment/cac:Delivery/cbc:ActualDeliveryDate',
    ),
    delivery_address: address && addressOf(address),
  };
}
