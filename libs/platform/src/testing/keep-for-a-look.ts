import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Leaves a file that a test has made where `GALLEY_LOOK` says, for people who want to see it; does nothing without. */
export function keepForALook(name: string, bytes: Uint8Array): void {
  const folder = process.env.GALLEY_LOOK;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), bytes);
}
