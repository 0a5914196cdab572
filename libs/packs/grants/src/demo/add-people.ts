import type { SqlClient } from '@galley/dataset';
import { addMember } from '@galley/platform/demo';
import type { GrantsOrganization } from './organizations.js';

/** User ids. */
export interface DemoPeople {
  readonly coordinator: string;
  /** Peer mentors who have an account. */
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

export async function addPeople(
  client: SqlClient,
  { code, people }: GrantsOrganization,
  organizationId: string,
): Promise<DemoPeople> {
  let coordinator = '';
  const accounts: { id: string; name: string }[] = [];
  for (const person of people) {
    const id = await addMember(client, 'grants', { id: organizationId, code }, person);
    if (person.role === 'coordinator') coordinator = id;
    if (person.role === 'peer_mentor') accounts.push({ id, name: person.name });
  }
  return { coordinator, accounts };
}
