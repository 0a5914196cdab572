import type { SqlTx } from '@galley/platform';

/**
 * Asks now what the database would ask when the transaction commits (`deferrable initially deferred`), so that a refusal is
 * the answer to who writes, not a failed commit. What is written later in the transaction waits again.
 */
export async function askDeferred(tx: SqlTx): Promise<void> {
  await tx.$executeRaw`do $$ begin set constraints all immediate; set constraints all deferred; end $$`;
}
