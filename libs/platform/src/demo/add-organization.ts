import type { SqlClient } from '@galley/dataset';
import { demoId } from './demo-id.js';

export interface DemoPlace {
  readonly code: string;
  readonly name: string;
  readonly locale: string;
  readonly timezone: string;
  readonly currency: string;
}

export interface DemoMember {
  readonly name: string;
  readonly role: string;
  /** Absent: of no project in particular. */
  readonly project_ids?: readonly string[];
}

/** The organization, found or made. */
export async function addOrganization(
  client: SqlClient,
  demo: string,
  { code, name, locale, timezone, currency }: DemoPlace,
): Promise<{ readonly id: string; readonly timezone: string }> {
  const { rows } = await client.query(
    `INSERT INTO platform.organization (id, code, name, locale, timezone, currency) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (code) DO UPDATE SET code = excluded.code RETURNING id, timezone`,
    [demoId(demo, code), code, name, locale, timezone, currency],
  );
  return { id: String(rows[0]?.id), timezone: String(rows[0]?.timezone) };
}

/** Somebody of it, with an account; answers their user id. */
export async function addMember(
  client: SqlClient,
  demo: string,
  { id, code }: { readonly id: string; readonly code: string },
  { name, role, project_ids = [] }: DemoMember,
): Promise<string> {
  const email = emailOf(name, code);
  const { rows } = await client.query(
    `WITH person AS (
       INSERT INTO platform.user_account (id, email, name) VALUES ($1, $2, $3)
       ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id
     ), member AS (
       INSERT INTO platform.membership (id, organization_id, user_id, role, project_ids)
       SELECT $4, $5, id, $6, $7::uuid[] FROM person ON CONFLICT DO NOTHING
     )
     SELECT id FROM person`,
    [demoId(demo, email), email, name, demoId(demo, `membership ${email}`), id, role, [...project_ids]],
  );
  return String(rows[0]?.id);
}

/** `Per Ødegaard` → `per.odegaard@likeverd.example`. */
function emailOf(name: string, code: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '');
  return `${plain.replaceAll(' ', '.')}@${code}.example`;
}
