/** A value of a message. What depends on language and zone is formatted for the reader; null = there is none. */
export type MessageValue =
  | string
  | number
  | null
  /** Size of a file. */
  | { readonly bytes: number }
  /** UTC, ISO 8601. */
  | { readonly instant: string }
  /** `YYYY-MM-DD`. */
  | { readonly day: string }
  /** Both included, `YYYY-MM-DD`. */
  | { readonly from: string; readonly to: string }
  /** A word of the house in the reader's language. */
  | { readonly word: MessageWord };

export type MessageWord = 'approved' | 'rejected';

export type MessageValues = Readonly<Record<string, MessageValue | undefined>>;

/** What a message is about. */
export const MESSAGE_KINDS = [
  'report-ready',
  'report-failed',
  'export-pending',
  'export-decided',
  'share-created',
  'schedule-stopped',
  'webhook-stopped',
] as const;

export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** Names every message may use. */
const ALWAYS = ['organization', 'recipient', 'note', 'link', 'link_expires_at'] as const;

/** What each kind of message can say beside that. A line whose placeholder has no value is left out. */
const OWN: Readonly<Record<MessageKind, readonly string[]>> = {
  'report-ready': ['report', 'file_name', 'file_size', 'rows', 'period', 'created_at', 'schedule'],
  'report-failed': ['report', 'reason', 'failed_at', 'schedule'],
  'export-pending': ['data_type', 'requester', 'rows', 'reason', 'requested_at'],
  'export-decided': ['data_type', 'decision', 'decided_by', 'decided_at', 'reason'],
  'share-created': ['report', 'shared_by', 'file_name', 'file_size'],
  'schedule-stopped': ['schedule', 'reason', 'stopped_at'],
  'webhook-stopped': ['webhook', 'reason', 'stopped_at'],
};

/** The names that stand in `{{…}}` of a message of this kind. */
export function placeholdersOf(kind: MessageKind): readonly string[] {
  return [...ALWAYS, ...OWN[kind]];
}
