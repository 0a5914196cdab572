import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inRoot } from '../workspace.js';
import { GALLEY_FOLDER } from './state.js';

export interface ServiceDefinition {
  readonly name: string;
  /** Built entry point, from the root of the repository. */
  readonly script: string;
  /** Where it says that it is ready. */
  readonly readyUrl: string;
}

const READY_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 30_000;

/** One service as a child in its own process group: Ctrl-C reaches us only, and we stop services in order. */
export class ServiceProcess {
  readonly log: string;
  #child: ChildProcess | undefined;

  constructor(readonly definition: ServiceDefinition) {
    this.log = path.join(GALLEY_FOLDER, 'logs', `${definition.name}.log`);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(env: NodeJS.ProcessEnv): Promise<void> {
    await mkdir(path.dirname(this.log), { recursive: true });
    const log = await open(this.log, 'w');
    try {
      const stdio = ['ignore', log.fd, log.fd] as const;
      const script = inRoot(this.definition.script);
      this.#child = spawn(process.execPath, ['--enable-source-maps', script], {
        cwd: inRoot(),
        env,
        detached: true,
        stdio: [...stdio],
      });
    } finally {
      await log.close();
    }
  }

  /** Resolves when the process has ended, with what to say about it. */
  async ended(): Promise<string> {
    const child = this.#child;
    if (!child) return `${this.definition.name} was not started`;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    const how = child.signalCode ? `was ended by ${child.signalCode}` : `ended with code ${child.exitCode}`;
    return `${this.definition.name} ${how}`;
  }

  async ready(): Promise<void> {
    const { name, readyUrl } = this.definition;
    for (const end = Date.now() + READY_TIMEOUT_MS; Date.now() < end; await sleep(100)) {
      if (await answersWell(readyUrl)) return;
    }
    throw new Error(`${name} is not ready after ${READY_TIMEOUT_MS / 1000} s (${readyUrl}).`);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
    await exit;
    clearTimeout(impatience);
  }

  /** The end of its log, for the one who has to find out why it died. */
  async lastWords(): Promise<string> {
    const text = await readFile(this.log, 'utf8').catch(() => '');
    return text.trimEnd().split('\n').slice(-15).join('\n');
  }
}

async function answersWell(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
