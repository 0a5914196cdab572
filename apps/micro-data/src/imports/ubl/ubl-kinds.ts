/** Where one kind of UBL document keeps what all of them have. Paths in the order they are tried. */
export interface UblKind {
  readonly document_type: string;
  readonly seller: readonly string[];
  readonly buyer: readonly string[];
  readonly line: string;
  /** From the line to what holds quantity, item and price; empty = the line itself. */
  readonly item_holder: string | null;
  readonly quantity: string;
  readonly totals: string;
  readonly due_date: readonly string[];
}

const LEGAL = {
  seller: ['cac:AccountingSupplierParty', 'cac:SellerSupplierParty'],
  buyer: ['cac:AccountingCustomerParty', 'cac:BuyerCustomerParty'],
  item_holder: null,
  totals: 'cac:LegalMonetaryTotal',
  due_date: ['cbc:DueDate', 'cac:PaymentMeans/cbc:PaymentDueDate'],
} as const;

/** UBL 2.0 and 2.1 documents that procurement knows, by the name of their root. */
export const UBL_KINDS: ReadonlyMap<string, UblKind> = new Map([
  [
    'Order',
    {
      document_type: 'PO',
      seller: ['cac:SellerSupplierParty'],
      buyer: ['cac:BuyerCustomerParty'],
      line: 'cac:OrderLine',
      item_holder: 'cac:LineItem',
      quantity: 'cbc:Quantity',
      totals: 'cac:AnticipatedMonetaryTotal',
      due_date: [],
    },
  ],
  [
    'RequestForQuotation',
    {
      document_type: 'RFQ',
      seller: ['cac:SellerSupplierParty'],
      buyer: ['cac:BuyerCustomerParty', 'cac:OriginatorCustomerParty'],
      line: 'cac:RequestForQuotationLine',
      item_holder: 'cac:LineItem',
      quantity: 'cbc:Quantity',
      totals: 'cac:AnticipatedMonetaryTotal',
      due_date: ['cbc:SubmissionDueDate'],
    },
  ],
  [
    'ReceiptAdvice',
    {
      document_type: 'GRN',
      seller: ['cac:SellerSupplierParty', 'cac:DespatchSupplierParty'],
      buyer: ['cac:DeliveryCustomerParty', 'cac:BuyerCustomerParty'],
      line: 'cac:ReceiptLine',
      item_holder: null,
      quantity: 'cbc:ReceivedQuantity',
      totals: 'cac:LegalMonetaryTotal',
      due_date: [],
    },
  ],
  [
    'CreditNote',
    { ...LEGAL, document_type: 'CN', line: 'cac:CreditNoteLine', quantity: 'cbc:CreditedQuantity' },
  ],
  ['Invoice', { ...LEGAL, document_type: 'INV', line: 'cac:InvoiceLine', quantity: 'cbc:InvoicedQuantity' }],
]);
