import type { BodyBand } from '../../model/bands.js';
import type { Deferred, Settling } from '../bands/band-items.js';
import type { PageDevice } from '../device.js';
import type { Waiting } from '../plan/layout-plan.js';

type Kind = NonNullable<Waiting>['kind'];

/** Texts that wait for something beyond their page to be over, each written exactly once. */
export class WaitingTexts {
  private readonly waiting = new Map<Kind, Map<BodyBand | null, Deferred[]>>();

  constructor(private readonly device: PageDevice) {}

  add(text: Deferred): void {
    const { kind } = text.waiting;
    if (kind === 'page' || kind === 'column') return;
    const body = 'body' in text.waiting ? text.waiting.body : null;
    let bodies = this.waiting.get(kind);
    if (!bodies) this.waiting.set(kind, (bodies = new Map()));
    const texts = bodies.get(body);
    if (texts) texts.push(text);
    else bodies.set(body, [text]);
  }

  settle(kind: Kind, body: BodyBand | null, settling: Settling): void {
    const texts = this.waiting.get(kind)?.get(body);
    if (!texts || texts.length === 0) return;
    this.waiting.get(kind)?.delete(body);
    for (const text of texts) text.settle(this.device, settling);
  }

  /** Whatever still waits: for something that never came. */
  settleAll(): void {
    for (const [kind, bodies] of this.waiting) {
      for (const body of bodies.keys()) this.settle(kind, body, { is_last_page: true });
    }
  }
}
