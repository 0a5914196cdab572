import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import { CatalogAdapter, CatalogPool } from './catalog-adapter.js';

interface EngineModule {
  readonly SchemaEngine: typeof SchemaEngine;
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

let loaded: Promise<EngineModule> | undefined;

/**
 * Runs `work` with Prisma's schema engine compiled to WebAssembly, talking to `url` through node-postgres. The ordinary
 * engine is a binary that the CLI downloads on first use, which fails behind a firewall; this one comes with npm.
 */
export async function withSchemaEngine<T>(
  url: string,
  datamodels: [string, string][] | undefined,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await (loaded ??= load());
  // One connection: the engine takes a session lock, and must hold and release it on the same one.
  const pool = new CatalogPool({ connectionString: url, max: 1 });
  try {
    const ignoreLog = (): void => undefined;
    const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogAdapter(pool));
    const engine = await SchemaEngine.new({ datamodels }, ignoreLog, adapter);
    return await work(engine);
  } finally {
    await pool.end();
  }
}

async function load(): Promise<EngineModule> {
  const engine = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as EngineModule;
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(file.replace(/\.js$/, '.wasm'));
  const imports = { './schema_engine_bg.js': { ...engine, ...idleTimers(engine) } };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  engine.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
  return engine;
}

/**
 * The engine arms a ten-second timer around its lock and never disarms it, which would keep a finished process alive
 * that long. The name of its import carries a hash of the build.
 */
function idleTimers(engine: object): WebAssembly.ModuleImports {
  const timer = (callback: () => void, milliseconds: number): NodeJS.Timeout =>
    setTimeout(callback, milliseconds).unref();
  const names = Object.keys(engine).filter((name) => name.startsWith('__wbg_setTimeout_'));
  return Object.fromEntries(names.map((name) => [name, timer]));
}
