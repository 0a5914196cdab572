import type { SqlClient } from '@galley/dataset';
import { demoId } from './demo-id.js';
import type { GrantsOrganization } from './organizations.js';

/** User ids. */
export interface DemoPeople {
  readonly coordinator: string;
  /** Peer mentors who have an account. */
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

/** The organization, found or made. */
export async function addOrganization(
  client: SqlClient,
  { code, name }: GrantsOrganization,
): Promise<{ readonly id: string; readonly timezone: string }> {
  const { rows } = await client.query(
    `INSERT INTO platform.organization (id, code, name, locale, timezone, currency) VALUES ($1, $2, $3, 'nb-NO', 'Europe/Oslo', 'NOK')
     ON CONFLICT (code) DO UPDATE SET code = excluded.code RETURNING id, timezone`,
    [demoId(code), code, name],
  );
  return { id: String(rows[0]?.id), timezone: String(rows[0]?.timezone) };
}

export async function addPeople(
  client: SqlClient,
  { code, people }: GrantsOrganization,
  organizationId: string,
): Promise<DemoPeople> {
  let coordinator = '';
  const accounts: { id: string; name: string }[] = [];
  for (const { name, role } of people) {
    const email = emailOf(name, code);
    const { rows } = await client.query(
      `WITH person AS (
         INSERT INTO platform.user_account (id, email, name) VALUES ($1, $2, $3)
         ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id
       ), member AS (
         INSERT INTO platform.membership (id, organization_id, user_id, role) SELECT $4, $5, id, $6 FROM person ON CONFLICT DO NOTHING
       )
       SELECT id FROM person`,
      [demoId(email), email, name, demoId(`membership ${email}`), organizationId, role],
    );
    const id = String(rows[0]?.id);
    if (role === 'coordinator') coordinator = id;
    if (role === 'peer_mentor') accounts.push({ id, name });
  }
  return { coordinator, accounts };
}

/** `Per Ødegaard` → `per.odegaard@likeverd.example`. */
function emailOf(name: string, code: string): string {
  const plain = name.toLowerCase().replaceAll('ø', 'o').replaceAll('å', 'a').replaceAll('æ', 'ae');
  return `${plain.replaceAll(' ', '.')}@${code}.example`;
}
