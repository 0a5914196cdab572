import { DeliveryError } from '@galley/delivery';
import type { Logger } from '@galley/platform';
import type { InboxNotice } from '../../inbox/notify.js';
import { patiently } from '../../jobs/patiently.js';
import { RECIPIENT_TYPES } from '../recipient-body.js';
import type { DeliveryRow } from '../delivery-row.js';
import { failedOutcome, type AttemptOutcome } from './attempt-outcome.js';
import type { ClaimTerms, DeliveryClaims } from './delivery-claims.js';
import type { DeliverySender } from './delivery-sender.js';
import type { OutgoingLine } from './outgoing-line.js';

interface Attempt {
  readonly outcome: AttemptOutcome;
  readonly notice: InboxNotice | null;
  readonly error?: unknown;
}

/** Deliveries as a dispatcher sees them: a lane per channel. */
export class DeliveryLine implements OutgoingLine<DeliveryRow> {
  readonly name = 'deliveries';

  constructor(
    private readonly claims: DeliveryClaims,
    private readonly sender: DeliverySender,
    private readonly terms: Pick<ClaimTerms, 'backOff'>,
    private readonly logger: Logger,
    readonly laneSize: number,
  ) {}

  /** There are few channels, and each has places of its own. */
  get totalSize(): number {
    return this.laneSize * RECIPIENT_TYPES.length;
  }

  dueLanes(): Promise<readonly string[]> {
    return this.claims.dueChannels();
  }

  claim(lane: string, count: number): Promise<readonly DeliveryRow[]> {
    return this.claims.claim(lane, count);
  }

  renew(ids: readonly string[]): Promise<readonly string[]> {
    return this.claims.renew(ids);
  }

  recover(busy: readonly string[]): Promise<number> {
    return this.claims.recover(busy);
  }

  async carry(row: DeliveryRow, signal: AbortSignal): Promise<void> {
    const startedAt = performance.now();
    const { outcome, notice, error } = await this.#attempt(row, signal);
    // What was taken must be on record, or it is sent again: the database may be away for a moment.
    const stands = await patiently(() => this.claims.settle(row, outcome, notice));
    this.#log(row, stands ? outcome.status : 'lost', startedAt, error);
  }

  async #attempt(row: DeliveryRow, signal: AbortSignal): Promise<Attempt> {
    try {
      const { receipt, notice } = await this.sender.send(row, signal);
      return { outcome: { status: 'delivered', receipt }, notice };
    } catch (error) {
      return { outcome: this.#outcomeOf(row, error, signal), notice: null, error };
    }
  }

  #outcomeOf(row: DeliveryRow, error: unknown, signal: AbortSignal): AttemptOutcome {
    const { backOff } = this.terms;
    // The server takes no file of this size; a link to it will do.
    if (
      error instanceof DeliveryError &&
      error.code === 'too-large' &&
      row.channel === 'email' &&
      row.last_error_code !== 'too-large'
    ) {
      const again = new DeliveryError('too-large', true, `${error.detail} A link is sent instead.`);
      return failedOutcome(again, row, backOff, true);
    }
    return failedOutcome(error, row, backOff, signal.aborted);
  }

  #log(row: DeliveryRow, status: string, startedAt: number, error?: unknown): void {
    const facts = {
      delivery_id: row.id,
      job_id: row.job_id,
      channel: row.channel,
      attempt: row.attempts,
      status,
      duration_ms: Math.round(performance.now() - startedAt),
    };
    if (status === 'delivered') this.logger.info('delivered', facts);
    else this.logger.warn('not delivered', { ...facts, error });
  }
}
