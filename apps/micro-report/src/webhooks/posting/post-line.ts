import type { Channel, OutgoingMessage } from '@galley/delivery';
import type { Logger } from '@galley/platform';
import { failedOutcome, type AttemptOutcome } from '../../deliveries/dispatching/attempt-outcome.js';
import type { ClaimTerms } from '../../deliveries/dispatching/delivery-claims.js';
import type { OutgoingLine } from '../../deliveries/dispatching/outgoing-line.js';
import { patiently } from '../../jobs/patiently.js';
import type { ClaimedPost } from '../post-row.js';
import { signingSecrets, type WebhookSecretConfig } from '../webhook-secrets.js';
import type { PostClaims } from './post-claims.js';

const LANES_AT_ONCE = 8;

/** Events as a dispatcher sees them: a lane per endpoint, so that one that hangs holds up no other. */
export class PostLine implements OutgoingLine<ClaimedPost> {
  readonly name = 'webhooks';

  constructor(
    private readonly claims: PostClaims,
    private readonly channel: Channel,
    private readonly terms: Pick<ClaimTerms, 'backOff'>,
    private readonly config: WebhookSecretConfig,
    private readonly logger: Logger,
    readonly laneSize: number,
  ) {}

  /** However many endpoints there are. */
  get totalSize(): number {
    return this.laneSize * LANES_AT_ONCE;
  }

  dueLanes(): Promise<readonly string[]> {
    return this.claims.dueEndpoints();
  }

  claim(lane: string, count: number): Promise<readonly ClaimedPost[]> {
    return this.claims.claim(lane, count);
  }

  renew(ids: readonly string[]): Promise<readonly string[]> {
    return this.claims.renew(ids);
  }

  recover(busy: readonly string[]): Promise<number> {
    return this.claims.recover(busy);
  }

  async carry(post: ClaimedPost, signal: AbortSignal): Promise<void> {
    const { outcome, error } = await this.#attempt(post, signal);
    await patiently(() => this.claims.settle(post, outcome));
    const { id, event_type, attempts } = post;
    const facts = { delivery_id: id, event: event_type, attempt: attempts, status: outcome.status };
    if (outcome.status === 'delivered') this.logger.info('event posted', facts);
    else this.logger.warn('event not posted', { ...facts, code: outcome.code, error });
  }

  async #attempt(
    post: ClaimedPost,
    signal: AbortSignal,
  ): Promise<{ outcome: AttemptOutcome; error?: unknown }> {
    try {
      const receipt = await this.channel.send(this.#messageOf(post), signal);
      return { outcome: { status: 'delivered', receipt } };
    } catch (error) {
      return { outcome: failedOutcome(error, post, this.terms.backOff, signal.aborted), error };
    }
  }

  #messageOf(post: ClaimedPost): OutgoingMessage {
    const { endpoint, event_id, event_type, organization_id, payload } = post;
    // The lease's beginning, so that old secrets end by the database's clock; the host's is close enough otherwise.
    const now = post.last_attempt_at ?? new Date();
    return {
      id: event_id,
      organization: organization_id,
      target: endpoint.url,
      subject: event_type,
      text: '',
      html: null,
      locale: 'en',
      file: null,
      link: null,
      headers: {},
      options: {
        secrets: signingSecrets(this.config, endpoint, now),
        event: payload,
      },
    };
  }
}
