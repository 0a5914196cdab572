import { energyReports } from '../demo/energy-runs.js';
import type { GalleyClient } from '../stack/galley-client.js';
import type { Exhibit } from './contact-sheet.js';
import { pagePictures } from './page-pictures.js';

const WIDTH = 420;
const PAGES = 2;

/** The first pages of every report of the energy pack, of an organization that sells energy. */
export async function energyExhibits(client: GalleyClient, reportUrl: string): Promise<Exhibit[]> {
  const exhibits: Exhibit[] = [];
  for (const { name, report_type, filters } of energyReports()) {
    const job = await client.generate(reportUrl, { report_type, format: 'pdf', filters });
    const pdf = await client.bytes('GET', `${reportUrl}/api/reports/jobs/${job.id}/download`);
    const pictures = await pagePictures(new Uint8Array(pdf), PAGES, WIDTH);
    pictures.forEach((picture, page) => {
      exhibits.push({ caption: `${name} · page ${page + 1}`, picture });
    });
  }
  return exhibits;
}
