import type { Channels } from '@galley/delivery';
import { Inject, Injectable } from '@nestjs/common';
import { Invalid, isUuid, type FieldError, type SqlTx } from '@galley/platform';
import { CHANNELS } from './channels.module.js';
import { isKnownType, recipientOf, type Recipient } from './recipient.js';
import type { RecipientBody } from './recipient-body.js';

/** Checks recipients when a run is ordered or a schedule saved, while somebody is there to hear what is wrong. */
@Injectable()
export class RecipientReader {
  constructor(@Inject(CHANNELS) private readonly channels: Channels) {}

  /**
   * The recipients as they are to be kept. A malformed address of a known type is `invalid` (422) with all faults named
   * under `pointer`; an unknown type passes, see `unknownTypes`.
   */
  async read(
    tx: SqlTx,
    organizationId: string,
    bodies: readonly RecipientBody[],
    pointer = '/recipients',
  ): Promise<Recipient[]> {
    const errors: FieldError[] = [];
    const read: Recipient[] = [];
    for (const [index, body] of bodies.entries()) {
      const recipient = recipientOf(body);
      const fault = recipient
        ? await this.#fault(tx, organizationId, recipient)
        : 'give either value or, for an e-mail address, email';
      if (fault) errors.push({ pointer: `${pointer}/${index}/value`, detail: fault });
      else if (recipient) read.push(recipient);
    }
    if (errors.length > 0) throw Invalid.error('Some recipients cannot be delivered to.', { errors });
    return read;
  }

  async #fault(tx: SqlTx, organizationId: string, { type, value, name }: Recipient): Promise<string | null> {
    if (!isKnownType(type)) return null;
    if (type !== 'user')
      return (
        this.channels.get(type)?.check(value, { ...(name !== undefined && { name }) }, organizationId) ?? null
      );
    const member = await memberOf(tx, organizationId, value);
    return member ? null : 'is neither the id nor the e-mail address of a member of your organization';
  }
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly locale: string | null;
}

/** The active member with this id or e-mail address; null = there is none in this organization. */
export async function memberOf(tx: SqlTx, organizationId: string, idOrEmail: string): Promise<Member | null> {
  const id = isUuid(idOrEmail) ? idOrEmail : null;
  const [member] = await tx.$queryRaw<Member[]>`
    select account.id, account.name, account.locale from platform.user_account account
    where account.is_active and (account.id = ${id}::uuid or lower(account.email) = lower(${idOrEmail}))
      and exists (
        select from platform.membership m
        where m.user_id = account.id and m.organization_id = ${organizationId}::uuid and m.is_active)`;
  return member ?? null;
}
