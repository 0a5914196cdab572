import { readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { commandOf, endProcess, isAlive } from '../stack/processes.js';

/** Folder name of a test server; the pid is that of the test run it belongs to. */
export const testFolderPrefix = (pid: number): string => `galley-test-${pid}-`;

/** Ends the servers of test runs that were killed before they could, and removes their data. */
export async function endAbandonedServers(): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    const [, pid] = /^galley-test-(\d+)-/.exec(name) ?? [];
    if (!pid || isAlive(Number(pid))) continue;
    const folder = path.join(os.tmpdir(), name);
    const pidFile = await readFile(path.join(folder, 'data', 'postmaster.pid'), 'utf8').catch(() => '');
    const server = Number(pidFile.split('\n')[0]);
    if (server && commandOf(server)?.includes(folder)) await endProcess(server, 'SIGQUIT', 5_000);
    await rm(folder, { recursive: true, force: true });
  }
}
