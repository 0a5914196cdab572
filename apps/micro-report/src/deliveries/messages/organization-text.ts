import type { MessageKind, MessageText } from '@galley/delivery';
import type { SqlTx } from '@galley/platform';

/**
 * The organization's own text of this kind for a reader of this locale: the one in exactly it, else the one in its
 * language. Null = the house's words.
 */
export async function organizationText(
  tx: SqlTx,
  organizationId: string,
  kind: MessageKind,
  locale: string,
): Promise<MessageText | null> {
  const [language = locale] = locale.split(/[-_]/);
  const [text] = await tx.$queryRaw<MessageText[]>`
    select subject, body from tenant.message_template
    where organization_id = ${organizationId}::uuid and kind = ${kind} and deleted_at is null
      and lower(locale) in (lower(${locale}), lower(${language}))
    order by length(locale) desc limit 1`;
  return text ?? null;
}
