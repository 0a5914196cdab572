// Lets Node import the repository's TypeScript as it stands, for Jest's global setup, which Jest does not transform as
// ESM. No build can be stale this way.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

const SWCRC = fileURLToPath(new URL('../../.swcrc', import.meta.url));

export async function resolve(specifier, context, nextResolve) {
  if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts')) {
    const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(url)) return { url: url.href, format: 'module', shortCircuit: true };
  }
  return nextResolve(specifier, { ...context, conditions: ['@galley/source', ...context.conditions] });
}

export async function load(url, context, nextLoad) {
  if (!url.endsWith('.ts')) return nextLoad(url, context);
  const { code } = await transformFile(fileURLToPath(url), { configFile: SWCRC, sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}
