import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { saveDocuments } from './stack/api-documents.js';
import { startLocalStack } from './stack/local-stack.js';
import { inRoot } from './workspace.js';

// Part of npm test: starts the built product as npm start does, and lints the OpenAPI documents it serves.
const folder = await mkdtemp(path.join(os.tmpdir(), 'galley-api-'));
const stack = await startLocalStack();
try {
  const documents = (await saveDocuments(stack, folder)).map(({ file }) => file);
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
