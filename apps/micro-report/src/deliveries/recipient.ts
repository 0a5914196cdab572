import type { Json } from '@galley/platform';
import type { JobWarning } from '../jobs/job-row.js';
import { RECIPIENT_TYPES, type RecipientBody, type RecipientType } from './recipient-body.js';

/** A recipient as jobs and schedules keep it. */
export interface Recipient {
  /** One of `RECIPIENT_TYPES`, or a type that nobody here knows. */
  readonly type: string;
  readonly value: string;
  readonly name?: string;
  /** BCP 47. */
  readonly locale?: string;
}

export function isKnownType(type: string): type is RecipientType {
  return (RECIPIENT_TYPES as readonly string[]).includes(type);
}

/** The body with its short forms written out; null when it names nobody. */
export function recipientOf({ type, value, email, name, locale }: RecipientBody): Recipient | null {
  const target = (value ?? email)?.trim();
  if (!target || (value !== undefined && email !== undefined)) return null;
  return {
    type: type ?? 'email',
    value: target,
    ...(name !== undefined && { name }),
    ...(locale !== undefined && { locale }),
  };
}

/** Reads the recipients of a row. What is no recipient was not written by us and is left out. */
export function recipientsOf({ recipients }: { readonly recipients?: unknown }): Recipient[] {
  if (!Array.isArray(recipients)) return [];
  return recipients.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const recipient = recipientOf(entry);
    return recipient ? [recipient] : [];
  });
}

/** As JSON columns take it. */
export function recipientJson(recipient: Recipient): Json {
  return { ...recipient };
}

/** What the job says of recipients that nobody knows how to reach. */
export function unknownTypes(recipients: readonly Recipient[]): JobWarning[] {
  const types = [...new Set(recipients.map(({ type }) => type).filter((type) => !isKnownType(type)))];
  return types.map((type) => ({
    code: 'unknown-recipient-type',
    detail: `Recipients of type ${type} get nothing: there is no such way to deliver.`,
  }));
}
