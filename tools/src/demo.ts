import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { standardTemplates } from '@galley/pack-procurement/report';
import { standardTemplates as monitoringTemplates } from '@galley/pack-monitoring/report';
import { BufdirReports } from './demo/bufdir-reports.js';
import { DonorReports } from './demo/donor-reports.js';
import { madeExport } from './demo/energy-exports.js';
import { energyExports, energyReports } from './demo/energy-runs.js';
import { GalleyClient, type ToolJob } from './stack/galley-client.js';
import { startLocalStack } from './stack/local-stack.js';
import { inRoot } from './workspace.js';

const FORMATS = ['pdf', 'excel', 'csv', 'json'] as const;
const UNITS = ['T01', 'T02', 'T03'];
const OUT = inRoot('out');
const APPROVER = '00000000-0000-4000-8000-00000000d303';

interface ArchiveEntry {
  readonly page_count: number | null;
}

// npm run demo: every standard report in every format, a Bufdir report, reports to donors, and one export of each type, through the API like anybody else's, into out/.
const stack = await startLocalStack((what) => console.log(`starting ${what} …`));
try {
  await mkdir(OUT, { recursive: true });
  const secret = stack.secrets.AUTH_SECRET;
  const client = await GalleyClient.as({ secret, org: 'demo', roles: ['org_admin'] });
  console.log(`\n${line(['report', 'format', 'rows', 'pages', 'bytes', 'ms', 'sha256'])}`);
  for (const { template } of standardTemplates()) {
    for (const format of FORMATS) {
      const job = await client.generate(stack.reportUrl, {
        report_type: template.report_type,
        format,
        bu_codes: UNITS,
      });
      console.log(await downloaded(client, template.report_type, format, job));
    }
  }
  const solar = await GalleyClient.as({ secret, org: 'solar', roles: ['org_admin'] });
  for (const { report_type, filters } of energyReports()) {
    for (const format of FORMATS) {
      const job = await solar.generate(stack.reportUrl, { report_type, format, filters });
      console.log(await downloaded(solar, report_type, format, job));
    }
  }
  const likeverd = await GalleyClient.as({ secret, org: 'likeverd', roles: ['coordinator'] });
  const bufdir = new BufdirReports(likeverd, stack.reportUrl);
  // A year that nobody has reported yet: it is computed here.
  const report = await bufdir.ofYear(2024);
  for (const format of ['pdf', 'xlsx', 'csv', 'json']) {
    console.log(await downloaded(likeverd, 'bufdir_report', format, await bufdir.file(report, format)));
  }
  const openfields = await GalleyClient.as({ secret, org: 'openfields', roles: ['coordinator'] });
  for (const { report_type } of monitoringTemplates()) {
    for (const format of FORMATS) {
      const job = await openfields.generate(stack.reportUrl, { report_type, format });
      console.log(await downloaded(openfields, report_type, format, job));
    }
  }
  const donors = new DonorReports(openfields, stack.reportUrl);
  for (const [index, donorReport] of (await donors.all()).entries()) {
    for (const [format, ending] of [
      ['pdf', 'pdf'],
      ['excel', 'xlsx'],
      ['json', 'json'],
    ] as const) {
      const bytes = await donors.file(donorReport, format);
      const name = `donor_report_${index + 1}_${donorReport.language}`;
      await writeFile(path.join(OUT, `${name}.${ending}`), bytes);
      console.log(line([name, format, null, null, bytes.length]));
    }
  }
  // Many records need the approval of somebody else.
  const approver = await GalleyClient.as({ secret, org: 'solar', roles: ['org_admin'], sub: APPROVER });
  for (const wish of energyExports()) {
    const made = await madeExport({ reportUrl: stack.reportUrl, requester: solar, approver }, wish);
    const file = path.join(OUT, `export_${wish.data_type}${path.extname(made.file_name ?? '')}`);
    await writeFile(file, made.bytes);
    const { status_before, format, records, bytes, ms, sha256 } = made;
    console.log(
      line([
        `export ${wish.data_type} (${status_before})`,
        format,
        records,
        '',
        bytes.length,
        ms,
        sha256?.slice(0, 16),
      ]),
    );
  }
  console.log(`\nThe files are in ${path.relative(process.cwd(), OUT) || '.'}/`);
} finally {
  await stack.stop();
}
process.exit();

async function downloaded(
  client: GalleyClient,
  report: string,
  format: string,
  job: ToolJob,
): Promise<string> {
  const file = path.join(OUT, `${report}${path.extname(job.file_name ?? '')}`);
  await client.download(stack.reportUrl, job, file);
  const { size } = await stat(file);
  const { items } = await client.request<{ items: ArchiveEntry[] }>(
    'GET',
    `${stack.reportUrl}/api/reports/generated?job_id=${job.id}`,
  );
  const pages = items[0]?.page_count ?? '';
  return line([report, format, job.row_count, pages, size, job.duration_ms, job.sha256?.slice(0, 16)]);
}

/** One line of the table; numbers to the right. */
function line(cells: readonly (string | number | null | undefined)[]): string {
  const widths = [42, 8, 8, 7, 10, 8, 16];
  return cells
    .map((cell, index) => {
      const text = String(cell ?? '');
      return index >= 2 && index <= 5 ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0);
    })
    .join('  ')
    .trimEnd();
}
