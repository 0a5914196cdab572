import type { SqlTx } from '@galley/platform';

/**
 * Whether two ids stand for one person: an API key stands for whoever made it and whoever changed it last, or four eyes
 * would be two with a key of one's own.
 */
export async function isSamePerson(tx: SqlTx, one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const behind = new Map([one, other].map((id) => [id, new Set([id])]));
  const keys = await tx.$queryRaw<{ id: string; people: (string | null)[] }[]>`
    select id::text, array[created_by_id, updated_by_id]::text[] as people from platform.api_key
    where id = any(${[one, other]}::uuid[])`;
  for (const { id, people } of keys) {
    for (const person of people) if (person !== null) behind.get(id)?.add(person);
  }
  const others = behind.get(other);
  return [...(behind.get(one) ?? [])].some((id) => others?.has(id));
}
