import { Decimal } from 'decimal.js';
import { toBase } from '../../calculations/money.js';
import { addDays } from '../calendar.js';
import { amountsOf } from '../documents/priced-line.js';
import type { PurchaseOrder } from '../documents/purchase-orders.js';
import type { PurchaseRequest } from '../documents/purchase-requests.js';
import type { StoreRequisition } from '../documents/store-requisitions.js';
import type { Random } from '../random.js';
import type { World } from '../world.js';

/** One decision on a document. Moments are local, without offset. */
export interface WorkflowStep {
  readonly document_type: 'PR' | 'PO' | 'SR';
  readonly document_no: string;
  readonly step_no: number;
  readonly name: string;
  readonly assignee: string;
  readonly status: 'waiting' | 'pending' | 'approved' | 'rejected';
  readonly started_at: string | null;
  readonly finished_at: string | null;
}

/** What was decided when the demo ends: everything, nothing of the last step, nothing, or against it. */
type Progress = 'approved' | 'under_way' | 'new' | 'rejected';

interface Trail extends Pick<WorkflowStep, 'document_type' | 'document_no'> {
  readonly date: string;
  readonly steps: readonly string[];
  readonly progress: Progress;
}

/** Decisions on requests, orders and requisitions; drafts were not handed in and have none. */
export function generateApprovals(
  world: World,
  requests: readonly PurchaseRequest[],
  orders: readonly PurchaseOrder[],
  requisitions: readonly StoreRequisition[],
): WorkflowStep[] {
  const random = world.randomOf('approvals');
  return [
    ...requests.flatMap((request) => requestTrail(request, random)),
    ...orders.map((order) => orderTrail(world, order)),
    ...requisitions.flatMap((requisition) => requisitionTrail(requisition)),
  ].flatMap((trail) => decide(trail, world.plan.people, random));
}

function requestTrail({ pr_no, pr_date, status }: PurchaseRequest, random: Random): Trail[] {
  if (status === 'draft') return [];
  const open = random.chance(0.5) ? 'under_way' : 'new';
  const progress = status === 'submitted' ? open : status === 'rejected' ? 'rejected' : 'approved';
  const steps = ['Department head', 'Finance'];
  return [{ document_type: 'PR', document_no: pr_no, date: pr_date, steps, progress }];
}

function orderTrail({ plan }: World, { po_no, po_date, fate, lines, exchange_rate }: PurchaseOrder): Trail {
  const total = Decimal.sum(0, ...lines.map((line) => amountsOf(line).total));
  const isLarge = toBase(total, exchange_rate).gt(plan.currency === 'THB' ? 100_000 : 3000);
  const progress = fate === 'draft' ? 'new' : fate === 'voided' ? 'rejected' : 'approved';
  const steps = isLarge ? ['Procurement manager', 'Finance'] : ['Procurement manager'];
  return { document_type: 'PO', document_no: po_no, date: po_date, steps, progress };
}

function requisitionTrail({ sr_no, sr_date, status }: StoreRequisition): Trail[] {
  if (status === 'draft') return [];
  const progress = status === 'submitted' ? 'new' : status === 'rejected' ? 'rejected' : 'approved';
  return [{ document_type: 'SR', document_no: sr_no, date: sr_date, steps: ['Store keeper'], progress }];
}

function decide(trail: Trail, people: readonly string[], random: Random): WorkflowStep[] {
  const { steps, progress, document_type, document_no, date } = trail;
  const decided = { approved: steps.length, rejected: steps.length, under_way: steps.length - 1, new: 0 };
  let minute = random.int(8 * 60 + 30, 10 * 60);
  return steps.map((name, index) => {
    const isDecided = index < decided[progress];
    const isLast = index === steps.length - 1;
    const started_at = index <= decided[progress] ? momentOf(date, minute) : null;
    if (isDecided) minute += random.int(12, 300);
    return {
      document_type,
      document_no,
      step_no: index + 1,
      name,
      assignee: random.pick(people),
      status: !isDecided
        ? started_at
          ? 'pending'
          : 'waiting'
        : isLast && progress === 'rejected'
          ? 'rejected'
          : 'approved',
      started_at,
      finished_at: isDecided ? momentOf(date, minute) : null,
    };
  });
}

/** `date` and so many minutes, as a local moment. */
export function momentOf(date: string, minutes: number): string {
  const day = addDays(date, Math.floor(minutes / 1440));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day}T${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}:00`;
}
