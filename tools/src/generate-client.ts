import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { inRoot } from './workspace.js';

const run = promisify(execFile);
const GENERATOR = inRoot('node_modules', '@hey-api', 'openapi-ts', 'bin', 'run.js');
const COMPILER = inRoot('node_modules', 'typescript', 'bin', 'tsc');

/** As strict as a client's own project may be: whoever includes the generated files sees no error of ours. */
const STRICT = {
  compilerOptions: {
    target: 'ES2023',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: 'nodenext',
    moduleResolution: 'nodenext',
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    types: [],
  },
  include: ['.'],
};

/**
 * Writes a typed client of an OpenAPI document into `folder`: a function per operation under its `operationId`, over
 * `fetch`, without packages at run time. `document` is the file's path.
 */
export async function generateClient(document: string, folder: string): Promise<void> {
  const args = ['--input', document, '--output', folder, '--client', '@hey-api/client-fetch'];
  await told(run(process.execPath, [GENERATOR, ...args, '--silent', '--no-log-file'], { cwd: inRoot() }));
  await writeFile(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  await writeFile(path.join(folder, 'tsconfig.json'), `${JSON.stringify(STRICT, null, 2)}\n`);
}

/** Throws with the compiler's words when the TypeScript in `folder` is not sound by itself. */
export async function checkClient(folder: string): Promise<void> {
  await told(run(process.execPath, [COMPILER, '--project', folder], { cwd: folder }));
}

/** What a program says when it fails, instead of the command line that it failed with. */
async function told(program: Promise<unknown>): Promise<void> {
  try {
    await program;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${stdout}${stderr}`.trim() || String(error), { cause: error });
  }
}
