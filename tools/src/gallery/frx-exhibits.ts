import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type pg from 'pg';
import type { GalleyClient } from '../stack/galley-client.js';
import type { LocalStack } from '../stack/local-stack.js';
import { inRoot } from '../workspace.js';
import type { Exhibit } from './contact-sheet.js';
import { pagePictures } from './page-pictures.js';

const FIXTURES = inRoot('apps', 'micro-report', 'test', 'frx', 'fixtures');
const UNIT = 'NWIND';
const WIDTH = 420;

/** FastReport's sample templates (MIT) as a customer would run them: their data bound, the templates posted, run, taken away. */
export async function frxExhibits(
  stack: LocalStack,
  client: GalleyClient,
  database: pg.Client,
): Promise<Exhibit[]> {
  const tables = await loadNorthwind(database);
  await registerUnit(stack, client);
  const datasets = [];
  for (const { name, view } of tables) datasets.push({ name, source_name: view });
  const folder = path.join(FIXTURES, 'templates');
  const exhibits: Exhibit[] = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.frx')).sort()) {
    const content = await readFile(path.join(folder, file), 'utf8');
    const templates = `${stack.reportUrl}/api/reports/templates`;
    const { id } = await client.request<{ id: string }>('POST', templates, {
      name: `Gallery ${process.pid}: ${file}`,
      source_name: tables[0]?.view,
      datasets,
      content,
    });
    try {
      const order = { template_id: id, format: 'pdf', bu_codes: [UNIT] };
      const job = await client.generate(stack.reportUrl, order);
      const pdf = await client.bytes('GET', `${stack.reportUrl}/api/reports/jobs/${job.id}/download`);
      const [picture] = await pagePictures(new Uint8Array(pdf), 1, WIDTH);
      if (picture) exhibits.push({ caption: path.basename(file, '.frx'), picture });
    } finally {
      await client.bytes('DELETE', `${templates}/${id}`);
    }
  }
  return exhibits;
}

/** Loads the dump once and gives each table a view whose name can be bound. */
async function loadNorthwind(database: pg.Client): Promise<{ name: string; view: string }[]> {
  const { rows: found } = await database.query(`select 1 from pg_namespace where nspname = 'nwind'`);
  if (found.length === 0) {
    const dump = await promisify(gunzip)(await readFile(path.join(FIXTURES, 'nwind.sql.gz')));
    await database.query(dump.toString('utf8'));
  }
  const { rows } = await database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'nwind' order by 1`,
  );
  const tables = rows.map(({ name }) => ({ name, view: `v_${name.toLowerCase().replaceAll(' ', '_')}` }));
  for (const { name, view } of tables) {
    await database.query(`create or replace view nwind.${view} as select * from nwind."${name}"`);
  }
  return tables;
}

async function registerUnit({ reportUrl }: LocalStack, client: GalleyClient): Promise<void> {
  const platform = `${reportUrl}/api/platform`;
  const { items } = await client.request<{ items: { code: string }[] }>(
    'GET',
    `${platform}/business-units?limit=200`,
  );
  if (items.some(({ code }) => code === UNIT)) return;
  await client.request('POST', `${platform}/data-sources`, { name: 'nwind', url_env: null, schema: 'nwind' });
  await client.request('POST', `${platform}/business-units`, {
    code: UNIT,
    name: 'Northwind',
    kind: 'property',
    data_source: 'nwind',
  });
}
