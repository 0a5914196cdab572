import { standardTemplates } from '@galley/pack-monitoring/report';
import { DonorReports } from '../demo/donor-reports.js';
import type { GalleyClient } from '../stack/galley-client.js';
import type { Exhibit } from './contact-sheet.js';
import { pagePictures } from './page-pictures.js';

const WIDTH = 420;
/** Cover, contents and the first sections. */
const PAGES = 4;

/** The first page of every standard report, and the first pages of a report to a donor in each language. */
export async function monitoringExhibits(client: GalleyClient, reportUrl: string): Promise<Exhibit[]> {
  const exhibits: Exhibit[] = [];
  for (const { name, report_type } of standardTemplates()) {
    const { id } = await client.generate(reportUrl, { report_type, format: 'pdf' });
    const pdf = await client.bytes('GET', `${reportUrl}/api/reports/jobs/${id}/download`);
    for (const picture of await pagePictures(new Uint8Array(pdf), 1, WIDTH))
      exhibits.push({ caption: name, picture });
  }
  const reports = new DonorReports(client, reportUrl);
  for (const report of (await reports.all()).filter(({ status }) => status === 'published')) {
    const pictures = await pagePictures(new Uint8Array(await reports.file(report, 'pdf')), PAGES, WIDTH);
    for (const [page, picture] of pictures.entries()) {
      exhibits.push({ caption: `donor report · ${report.language} · page ${page + 1}`, picture });
    }
  }
  return exhibits;
}
