import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LocalStack } from './local-stack.js';

/** The OpenAPI document of one service, as a file. */
export interface ApiDocument {
  readonly service: 'micro-report' | 'micro-data';
  readonly file: string;
}

/** Writes what the running services say about themselves into `folder`, which may not be there yet. */
export async function saveDocuments(
  { reportUrl, dataUrl }: Pick<LocalStack, 'reportUrl' | 'dataUrl'>,
  folder: string,
): Promise<readonly ApiDocument[]> {
  await mkdir(folder, { recursive: true });
  const services = [
    { service: 'micro-report', url: reportUrl },
    { service: 'micro-data', url: dataUrl },
  ] as const;
  return Promise.all(
    services.map(async ({ service, url }) => {
      const response = await fetch(`${url}/api/openapi.json`);
      if (!response.ok) throw new Error(`${url}/api/openapi.json answers ${response.status}.`);
      const file = path.join(folder, `${service}.json`);
      await writeFile(file, await response.text());
      return { service, file };
    }),
  );
}
