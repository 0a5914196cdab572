import { BufdirReports } from '../demo/bufdir-reports.js';
import type { GalleyClient } from '../stack/galley-client.js';
import type { Exhibit } from './contact-sheet.js';
import { pagePictures } from './page-pictures.js';

const WIDTH = 420;
/** A sheet of pictures; what comes after are lists of the same kind. */
const PAGES = 8;

/** The pages of a user organization's Bufdir report. */
export async function bufdirExhibits(client: GalleyClient, reportUrl: string): Promise<Exhibit[]> {
  const reports = new BufdirReports(client, reportUrl);
  const { id } = await reports.file(await reports.ofYear(2025), 'pdf');
  const pdf = await client.bytes('GET', `${reportUrl}/api/reports/jobs/${id}/download`);
  const pictures = await pagePictures(new Uint8Array(pdf), PAGES, WIDTH);
  return pictures.map((picture, page) => ({ caption: `Bufdir report · page ${page + 1}`, picture }));
}
