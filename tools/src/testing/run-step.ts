import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { inRoot } from '../workspace.js';

export interface StepResult {
  readonly passed: number;
  readonly failed: number;
}

export interface NodeCommand {
  readonly title: string;
  /** A module of an installed package, then its arguments. */
  readonly command: readonly [string, ...string[]];
  readonly nodeFlags?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Show the output as it comes instead of only when the step fails. */
  readonly isLive?: boolean;
}

const require = createRequire(import.meta.url);

/** Runs one check in a child process and says how it went; its output appears when it failed. */
export async function runStep(step: NodeCommand): Promise<StepResult> {
  const started = Date.now();
  const { code, output } = await runNode(step);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✔' : '✖'} ${step.title} (${seconds} s)`);
  if (code === 0) return { passed: 1, failed: 0 };
  if (output) console.log(output);
  return { passed: 0, failed: 1 };
}

/** Runs a package's program with this Node; resolves with its exit code and what it printed. */
export function runNode({
  command,
  nodeFlags = [],
  env,
  isLive,
}: NodeCommand): Promise<{ code: number; output: string }> {
  const [module, ...args] = command;
  const file = module.startsWith('/') ? module : inRoot('node_modules', module);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeFlags, require.resolve(file), ...args], {
      cwd: inRoot(),
      env: { ...process.env, ...env },
      stdio: isLive ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8').trimEnd() }),
    );
  });
}
