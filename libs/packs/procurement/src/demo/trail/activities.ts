import type { StockCount } from '../documents/stock-counts.js';
import type { Adjustment } from '../documents/adjustments.js';
import type { CreditNote } from '../documents/credit-notes.js';
import type { GoodsReceipt } from '../documents/goods-receipts.js';
import type { PurchaseOrder } from '../documents/purchase-orders.js';
import type { PurchaseRequest } from '../documents/purchase-requests.js';
import type { StoreRequisition } from '../documents/store-requisitions.js';
import type { World } from '../world.js';
import { momentOf, type WorkflowStep } from './approvals.js';

type Action = 'created' | 'submitted' | 'approved' | 'rejected' | 'sent' | 'committed' | 'issued' | 'voided';

/** Somebody did something to a document. The moment is local, without offset. */
export interface Activity {
  readonly logged_at: string;
  readonly person: string;
  readonly action: Action;
  readonly document_type: string;
  readonly document_no: string;
  readonly detail: string;
}

export interface Traced {
  readonly requests: readonly PurchaseRequest[];
  readonly orders: readonly PurchaseOrder[];
  readonly receipts: readonly GoodsReceipt[];
  readonly requisitions: readonly StoreRequisition[];
  readonly creditNotes: readonly CreditNote[];
  readonly adjustments: readonly Adjustment[];
  readonly stockCounts: readonly StockCount[];
}

/** Minutes of the day at which documents are written, sent and closed; decisions carry their own moments. */
const CREATED = 8 * 60 + 5;
const SUBMITTED = 8 * 60 + 20;
const SENT = 16 * 60 + 40;
const CLOSED = 17 * 60 + 25;

/** What people did to the demo's documents, in order of time. */
export function generateActivities(
  world: World,
  documents: Traced,
  steps: readonly WorkflowStep[],
): Activity[] {
  const decisions = steps.flatMap((step): Activity[] => {
    const { status, finished_at, assignee, document_type, document_no, name } = step;
    if (finished_at === null || (status !== 'approved' && status !== 'rejected')) return [];
    return [
      { logged_at: finished_at, person: assignee, action: status, document_type, document_no, detail: name },
    ];
  });
  return [...purchasing(documents), ...store(world, documents), ...decisions].toSorted((a, b) =>
    a.logged_at < b.logged_at ? -1 : a.logged_at > b.logged_at ? 1 : a.document_no < b.document_no ? -1 : 1,
  );
}

function purchasing({ requests, orders, receipts, creditNotes }: Traced): Activity[] {
  return [
    ...requests.flatMap(({ pr_no, pr_date, requestor, status, description, lines }) => {
      const by = { document_type: 'PR', document_no: pr_no, person: requestor };
      const created = act(pr_date, CREATED, 'created', by, `${linesOf(lines)}: ${description}`);
      return status === 'draft'
        ? [created]
        : [created, act(pr_date, SUBMITTED, 'submitted', by, 'Department head → Finance')];
    }),
    ...orders.flatMap(({ po_no, po_date, buyer, fate, vendor, lines }) => {
      const by = { document_type: 'PO', document_no: po_no, person: buyer };
      const created = act(po_date, CREATED, 'created', by, `${linesOf(lines)} for ${vendor.name}`);
      if (fate === 'draft') return [created];
      const end = fate === 'voided' ? ('voided' as const) : ('sent' as const);
      return [created, act(po_date, SENT, end, by, vendor.name)];
    }),
    ...receipts.map(({ grn_no, grn_date, received_by: person, invoice_no, lines }) =>
      act(
        grn_date,
        CLOSED,
        'committed',
        { document_type: 'GRN', document_no: grn_no, person },
        `${linesOf(lines)}, invoice ${invoice_no}`,
      ),
    ),
    ...creditNotes.map(({ cn_no, cn_date, reason, receipt }) =>
      act(
        cn_date,
        CLOSED,
        'committed',
        { document_type: 'CN', document_no: cn_no, person: receipt.order.buyer },
        reason,
      ),
    ),
  ];
}

function store(world: World, { requisitions, adjustments, stockCounts }: Traced): Activity[] {
  const random = world.randomOf('activities');
  return [
    ...requisitions.flatMap(({ sr_no, sr_date, requestor, status, from, to, lines }) => {
      const by = { document_type: 'SR', document_no: sr_no, person: requestor };
      const created = act(sr_date, CREATED, 'created', by, `${linesOf(lines)}, ${from.name} → ${to.name}`);
      if (status === 'draft') return [created];
      const submitted = act(sr_date, SUBMITTED, 'submitted', by, 'Store keeper');
      return status === 'issued'
        ? [created, submitted, act(sr_date, CLOSED, 'issued', by, to.name)]
        : [created, submitted];
    }),
    ...adjustments.map(({ ia_no, ia_date, reason, location, lines }) => {
      const by = { document_type: 'IA', document_no: ia_no, person: random.pick(world.plan.people) };
      return act(ia_date, CLOSED, 'committed', by, `${linesOf(lines)} at ${location.name}: ${reason}`);
    }),
    ...stockCounts.map(({ number, date, location, counted_by: person, confirmed_by, lines }) => {
      const by = { document_type: number.slice(0, 2), document_no: number, person };
      return act(
        date,
        CLOSED,
        confirmed_by ? 'committed' : 'created',
        by,
        `${linesOf(lines)} at ${location.name}`,
      );
    }),
  ];
}

function act(
  date: string,
  minute: number,
  action: Action,
  by: Pick<Activity, 'document_type' | 'document_no' | 'person'>,
  detail: string,
): Activity {
  return { logged_at: momentOf(date, minute), action, ...by, detail };
}

const linesOf = ({ length }: readonly unknown[]): string => (length === 1 ? '1 line' : `${length} lines`);
