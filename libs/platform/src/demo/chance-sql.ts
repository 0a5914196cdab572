import { readFileSync } from 'node:fs';

/** Functions of `pg_temp` that demos make their rows with: choices by name and number, ids that follow each other. */
export function chanceSql(): string {
  return readFileSync(new URL('chance.sql', import.meta.url), 'utf8');
}
