import type { GalleyClient } from '../stack/galley-client.js';
import type { Exhibit } from './contact-sheet.js';
import { pagePictures } from './page-pictures.js';

const UNITS = ['T01', 'T02', 'T03'];
const WIDTH = 420;

interface Template {
  readonly id: string;
  readonly name: string;
}

/** The first page of every standard report over all units, in the order of the menu. */
export async function reportExhibits(client: GalleyClient, reportUrl: string): Promise<Exhibit[]> {
  const exhibits: Exhibit[] = [];
  const templates = await client.request<{ items: Template[] }>(
    'GET',
    `${reportUrl}/api/reports/templates?kind=report&limit=200`,
  );
  for (const { id, name } of templates.items) {
    const job = await client.generate(reportUrl, { template_id: id, format: 'pdf', bu_codes: UNITS });
    const pdf = await client.bytes('GET', `${reportUrl}/api/reports/jobs/${job.id}/download`);
    const [picture] = await pagePictures(new Uint8Array(pdf), 1, WIDTH);
    if (picture) exhibits.push({ caption: name, picture });
  }
  return exhibits;
}
