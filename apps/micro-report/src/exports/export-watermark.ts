import type { Json } from '@galley/dataset';
import type { SqlTx } from '@galley/platform';
import { safeFileName } from '@galley/storage';

/** What the PDF option takes. */
const MAX_MARK = 100;
const MAX_TITLE = 200;

/** Who takes data out, and when; it is written into every file with personal data (EN-AP-13). */
export interface ExportMark {
  readonly name: string;
  /** Database clock. */
  readonly at: Date;
}

/** The person's name as the organization knows them, else their id. */
export async function markOf(tx: SqlTx, userId: string): Promise<ExportMark> {
  const [row] = await tx.$queryRaw<{ name: string | null; at: Date }[]>`
    select (select name from platform.user_account where id = ${userId}::uuid) as name, clock_timestamp() as at`;
  return { name: row?.name ?? userId, at: row?.at ?? new Date() };
}

/**
 * Options with the mark in them: across every page of a PDF; as subtitle on the Parameters sheet of a workbook, which
 * cannot be left out then; in the head of JSON (`document`, `options`). Rows stay as they are: a CSV carries the mark in
 * its title, which is the name of the file.
 */
export function withMark(
  options: Readonly<Record<string, Json>>,
  templateName: string,
  { name, at }: ExportMark,
): Record<string, Json> {
  const instant = `${at.toISOString().slice(0, 19)}Z`;
  const stamp = instant.replace(/[-:]/g, '');
  const mark = cut(name, MAX_MARK - instant.length - 3) + ` · ${instant}`;
  const title = typeof options.title === 'string' && options.title ? options.title : templateName;
  const who = safeFileName(cut(name, 60));
  const ending = ` - ${who} - ${stamp}`;
  return {
    ...options,
    title: cut(title, MAX_TITLE - ending.length) + ending,
    subtitle: mark,
    include_summary: true,
    pdf: { ...(options.pdf as Record<string, Json> | undefined), watermark: mark },
  };
}

/** At most so many UTF-16 units, and no letter cut in half. */
function cut(text: string, length: number): string {
  let kept = '';
  for (const letter of text) {
    if (kept.length + letter.length > length) break;
    kept += letter;
  }
  return kept.trim();
}
