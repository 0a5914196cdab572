import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { standardTemplates } from '@galley/pack-procurement/report';
import { GalleyClient, type ToolJob } from './stack/galley-client.js';
import { startLocalStack } from './stack/local-stack.js';
import { inRoot } from './workspace.js';

const FORMATS = ['pdf', 'excel', 'csv', 'json'] as const;
const UNITS = ['T01', 'T02', 'T03'];
const OUT = inRoot('out');

interface ArchiveEntry {
  readonly page_count: number | null;
}

// npm run demo: every standard report in every format, through the API like anybody else's, into out/.
const stack = await startLocalStack((what) => console.log(`starting ${what} …`));
try {
  await mkdir(OUT, { recursive: true });
  const client = await GalleyClient.as({
    secret: stack.secrets.AUTH_SECRET,
    org: 'demo',
    roles: ['org_admin'],
  });
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
  const widths = [30, 8, 8, 7, 10, 8, 16];
  return cells
    .map((cell, index) => {
      const text = String(cell ?? '');
      return index >= 2 && index <= 5 ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0);
    })
    .join('  ')
    .trimEnd();
}
