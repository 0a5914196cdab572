import { pathToFileURL } from 'node:url';
import { ConfigError, loadConfig } from '@galley/platform';
import { z } from 'zod';
import { DEFAULT_DATABASE_PORT } from './stack/local-database.js';
import { localSecrets } from './stack/secrets.js';
import { serviceEnvironment } from './stack/service-environment.js';
import { inRoot } from './workspace.js';

const SERVICES = ['micro-data', 'micro-report'] as const;

// npm run config:check: validates a deployment's environment; `-- --list` prints every key. In a clone without any
// database variable it checks what `npm start` would hand to the services.
const schemas = await Promise.all(
  SERVICES.map(async (service) => ({ service, schema: await schemaOf(service) })),
);
if (process.argv.includes('--list')) {
  for (const { service, schema } of schemas) list(service, schema);
} else {
  const isDeployment =
    process.env.NODE_ENV === 'production' ||
    Object.keys(process.env).some((key) => /^DATABASE_\w*URL$/.test(key));
  const env = isDeployment ? process.env : await startEnvironment();
  console.log(isDeployment ? 'Checking this environment.' : 'Checking what npm start would use.');
  const answers = schemas.map(({ service, schema }) => check(service, schema, env));
  if (answers.includes(false)) process.exitCode = 1;
}

async function schemaOf(service: string): Promise<z.ZodObject> {
  const module = (await import(pathToFileURL(inRoot('apps', service, 'dist', 'config.js')).href)) as object;
  const schema = Object.values(module).find((value) => value instanceof z.ZodObject);
  if (!schema) throw new Error(`apps/${service}/src/config.ts exports no configuration schema.`);
  return schema;
}

async function startEnvironment(): Promise<NodeJS.ProcessEnv> {
  const url = `postgresql://postgres@127.0.0.1:${DEFAULT_DATABASE_PORT}/galley`;
  return serviceEnvironment(url, await localSecrets(), { report: 3000, data: 3001, worker: 3002 });
}

function check(service: string, schema: z.ZodObject, env: NodeJS.ProcessEnv): boolean {
  try {
    loadConfig(schema, env);
    console.log(`${service}: complete`);
    return true;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(`${service}: ${error.message}`);
    return false;
  }
}

function list(service: string, schema: z.ZodObject): void {
  console.log(`\n${service}`);
  for (const [key, field] of Object.entries(schema.shape)) {
    const { success, data } = z.safeParse(field, undefined);
    const value = !success ? 'required' : data === undefined ? 'optional' : `default ${JSON.stringify(data)}`;
    const { description } = z.globalRegistry.get(field as z.ZodType) ?? {};
    console.log(`  ${key.padEnd(28)} ${value}${description ? `  ${description}` : ''}`);
  }
}
