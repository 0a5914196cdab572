import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from '../workspace.js';

/** Everything that running leaves behind; git-ignored, and safe to delete while nothing runs. Another one, another stack. */
export const GALLEY_FOLDER = process.env.GALLEY_FOLDER ?? inRoot('.galley');

/** What the last start used and left, for the next one. */
export interface StackState {
  readonly database_port?: number;
  /** The running `npm start`, and its services. */
  readonly pid?: number;
  readonly services?: readonly { readonly name: string; readonly pid: number }[];
}

const FILE = path.join(GALLEY_FOLDER, 'stack.json');

export async function readState(): Promise<StackState> {
  const text = await readFile(FILE, 'utf8').catch(() => '{}');
  return JSON.parse(text) as StackState;
}

export async function writeState(state: StackState): Promise<void> {
  await mkdir(GALLEY_FOLDER, { recursive: true });
  await writeFile(`${FILE}.new`, `${JSON.stringify(state)}\n`);
  await rename(`${FILE}.new`, FILE);
}
