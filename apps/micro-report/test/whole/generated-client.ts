import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkClient, generateClient } from '@galley/tools';
import type { ExportApi } from './export-api.js';
import type { WholeProduct } from './whole-product.js';

/** Git, formatter and linter leave it out. */
const OUT = fileURLToPath(new URL('../../../../out/', import.meta.url));
const TYPES = fileURLToPath(new URL('export-api.js', import.meta.url));

export interface GeneratedClient {
  readonly api: ExportApi<unknown>;
  /** Compiles the client and this repository's use of it. Throws with what the compiler says. */
  check(): Promise<void>;
  remove(): Promise<void>;
}

/** The client as `npm run client` makes it, of the product as it runs, imported. */
export async function generatedClient(product: WholeProduct): Promise<GeneratedClient> {
  await mkdir(OUT, { recursive: true });
  const folder = await mkdtemp(join(OUT, 'test-client-'));
  const document = join(folder, 'openapi.json');
  const client = join(folder, 'micro-report');
  const { text } = await product.call('/api/openapi.json', { is_anonymous: true });
  await writeFile(document, text);
  await generateClient(document, client);
  const operations = (await import(join(client, 'index.ts'))) as object;
  const { createClient } = (await import(join(client, 'client', 'index.ts'))) as object & {
    createClient: ExportApi<unknown>['createClient'];
  };
  return {
    api: { ...operations, createClient } as ExportApi<unknown>,
    check: async () => {
      await writeFile(join(client, 'use.ts'), useOf(relative(client, TYPES)));
      await checkClient(client);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const useOf = (types: string): string => `import { type Client, createClient } from './client/index.js';
import * as operations from './index.js';
import type { ExportApi } from '${types}';

export const api: ExportApi<Client> = { ...operations, createClient: (config) => createClient(config) };
`;
