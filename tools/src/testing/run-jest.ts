import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runNode, type StepResult } from './run-step.js';

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Files that could not even be loaded: no test of theirs is counted anywhere else. */
  readonly numRuntimeErrorTestSuites: number;
}

/** Runs Jest and counts single tests. An end without a report, or a bad exit with nothing failed, is one failure. */
export async function runJest(
  title: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<StepResult> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'galley-jest-'));
  const report = path.join(folder, 'report.json');
  try {
    const { code } = await runNode({
      title,
      command: [
        'jest/bin/jest.js',
        '--ci',
        '--json',
        `--outputFile=${report}`,
        '--reporters=default',
        ...args,
      ],
      nodeFlags: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      env,
      isLive: true,
    });
    const text = await readFile(report, 'utf8').catch(() => null);
    if (text === null) return { passed: 0, failed: 1 };
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(text) as JestReport;
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
