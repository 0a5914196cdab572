import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { bufdirExhibits } from './gallery/bufdir-exhibits.js';
import { contactSheet, type Exhibit } from './gallery/contact-sheet.js';
import { energyExhibits } from './gallery/energy-exhibits.js';
import { frxExhibits } from './gallery/frx-exhibits.js';
import { monitoringExhibits } from './gallery/monitoring-exhibits.js';
import { printExhibits } from './gallery/print-exhibits.js';
import { reportExhibits } from './gallery/report-exhibits.js';
import { GalleyClient } from './stack/galley-client.js';
import { startLocalStack } from './stack/local-stack.js';
import { inRoot } from './workspace.js';

const FOLDER = inRoot('docs', 'gallery');
const COLUMNS = 4;
const SHEET = 16;

// npm run gallery: every document type, standard report, energy report, page of a Bufdir report and of reports to donors, and FastReport sample as pictures, for people to look at.
await mkdir(FOLDER, { recursive: true });
const stack = await startLocalStack((what) => console.log(`starting ${what} …`));
const database = new pg.Client({ connectionString: stack.databaseUrl });
try {
  await database.connect();
  const secret = stack.secrets.AUTH_SECRET;
  const client = await GalleyClient.as({ secret, org: 'demo', roles: ['platform_admin', 'org_admin'] });
  const solar = await GalleyClient.as({ secret, org: 'solar', roles: ['org_admin'] });
  await hang('documents', await printExhibits(client, stack.reportUrl, database));
  await hang('reports', await reportExhibits(client, stack.reportUrl));
  await hang('energy', await energyExhibits(solar, stack.reportUrl));
  const likeverd = await GalleyClient.as({ secret, org: 'likeverd', roles: ['coordinator'] });
  await hang('grants', await bufdirExhibits(likeverd, stack.reportUrl));
  const openfields = await GalleyClient.as({ secret, org: 'openfields', roles: ['coordinator'] });
  await hang('monitoring', await monitoringExhibits(openfields, stack.reportUrl));
  await hang('frx', await frxExhibits(stack, client, database));
} finally {
  await database.end();
  await stack.stop();
}
process.exit();

/** Sheets of a few pictures each: one picture of everything is none. */
async function hang(name: string, exhibits: readonly Exhibit[]): Promise<void> {
  for (let from = 0; from < exhibits.length; from += SHEET) {
    const file = path.join(FOLDER, `${name}-${from / SHEET + 1}.webp`);
    await writeFile(file, contactSheet(exhibits.slice(from, from + SHEET), COLUMNS));
    console.log(path.relative(process.cwd(), file));
  }
}
