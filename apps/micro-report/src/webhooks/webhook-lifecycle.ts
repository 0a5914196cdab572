export const POST_STATUSES = ['pending', 'sending', 'delivered', 'failed', 'suppressed'] as const;
export type PostStatus = (typeof POST_STATUSES)[number];

export interface PostTransition {
  readonly from: PostStatus;
  readonly to: PostStatus;
  readonly by: 'dispatcher' | 'person';
  /** What must hold; the statement that moves the row says the same in its WHERE. */
  readonly when: string;
}

/**
 * Every move of one event on its way to one endpoint; the trigger `tenant.check_webhook_delivery` refuses all others.
 * A replay is a row of its own, so every end is final. Drawn in docs/lifecycles/delivery.md.
 */
export const POST_TRANSITIONS: readonly PostTransition[] = [
  {
    from: 'pending',
    to: 'sending',
    by: 'dispatcher',
    when: 'due, and its endpoint is live: attempts + 1, owner and lease set',
  },
  { from: 'sending', to: 'delivered', by: 'dispatcher', when: 'answered 2xx, the claim is still mine' },
  { from: 'sending', to: 'pending', by: 'dispatcher', when: 'it can succeed later and attempts are left' },
  { from: 'sending', to: 'failed', by: 'dispatcher', when: 'it cannot succeed, or no attempt is left' },
  { from: 'pending', to: 'suppressed', by: 'person', when: 'its endpoint was deleted before it was sent' },
];

export const postSources = (to: PostStatus): PostStatus[] =>
  POST_TRANSITIONS.filter((move) => move.to === to).map(({ from }) => from);
