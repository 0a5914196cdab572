export const DELIVERY_STATUSES = ['pending', 'sending', 'delivered', 'failed', 'suppressed'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export type DeliveryActor = 'dispatcher' | 'person';

export interface DeliveryTransition {
  readonly from: DeliveryStatus;
  readonly to: DeliveryStatus;
  readonly by: DeliveryActor;
  /** What must hold; the statement that moves the row says the same in its WHERE. */
  readonly when: string;
}

/**
 * Every move of a delivery after its birth as pending or suppressed; the trigger `tenant.check_delivery` refuses all
 * others in the database. Drawn in docs/lifecycles/delivery.md.
 */
export const DELIVERY_TRANSITIONS: readonly DeliveryTransition[] = [
  { from: 'pending', to: 'sending', by: 'dispatcher', when: 'due: attempts + 1, owner and lease set' },
  {
    from: 'sending',
    to: 'delivered',
    by: 'dispatcher',
    when: 'the receiver took it, the claim is still mine',
  },
  { from: 'sending', to: 'pending', by: 'dispatcher', when: 'it can succeed later and attempts are left' },
  { from: 'sending', to: 'failed', by: 'dispatcher', when: 'it cannot succeed, or no attempt is left' },
  { from: 'failed', to: 'pending', by: 'person', when: 'somebody asks for it again' },
  { from: 'suppressed', to: 'pending', by: 'person', when: 'a condition suppressed it, not the policy' },
];

export const deliverySources = (to: DeliveryStatus, by: DeliveryActor): DeliveryStatus[] =>
  DELIVERY_TRANSITIONS.filter((move) => move.to === to && move.by === by).map(({ from }) => from);

/** Why a delivery was not sent: reasons of conditions can be overruled by hand, the policy's cannot. */
export const SUPPRESSIONS = {
  'refused-by-policy': "The organization's policy does not let mail go there.",
  'condition-no-rows': 'The report has no rows, and is only sent when it has some.',
  'condition-unchanged': 'Nothing has changed since the last run, and it is only sent when something has.',
} as const;

export type Suppression = keyof typeof SUPPRESSIONS;

/** The database says the same of `suppressed → pending`. */
export function canOverrule(reason: string | null): boolean {
  return reason?.startsWith('condition-') ?? false;
}
