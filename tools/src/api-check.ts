import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startLocalStack } from './stack/local-stack.js';
import { inRoot } from './workspace.js';

// Part of npm test: starts the built product as npm start does, and lints the OpenAPI documents it serves.
const folder = await mkdtemp(path.join(os.tmpdir(), 'galley-api-'));
const stack = await startLocalStack();
try {
  const documents = [await save('micro-report', stack.reportUrl), await save('micro-data', stack.dataUrl)];
  const program = inRoot('node_modules', '@redocly', 'cli', 'bin', 'cli.js');
  const args = ['lint', '--config', inRoot('redocly.yaml'), '--format', 'stylish', ...documents];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env,
  });
  console.log(`${stdout}${stderr}`.trim());
  process.exitCode = status ?? 1;
} finally {
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit();

async function save(name: string, url: string): Promise<string> {
  const response = await fetch(`${url}/api/openapi.json`);
  if (!response.ok) throw new Error(`${url}/api/openapi.json answers ${response.status}.`);
  const file = path.join(folder, `${name}.json`);
  await writeFile(file, await response.text());
  return file;
}
