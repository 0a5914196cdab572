import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { FileStore } from '@galley/storage';
import { FILE_STORE } from '../src/archive/file-store.js';
import { USER, type ReportApp } from './report-app.js';

export const CONTENT = 'a;b\r\n1;2\r\n3;4\r\n';

export interface MadeFile {
  readonly id: string;
  readonly key: string;
}

let count = 0;

/** A finished file of ACME in store and database, as a job leaves it. */
export async function makeArchivedFile(
  report: ReportApp,
  over: object = {},
  content = CONTENT,
): Promise<MadeFile> {
  const organization_id = report.acme;
  const size = content.length;
  const sha256 = createHash('sha256').update(content).digest('hex');
  const number = ++count;
  const key = `exports/${organization_id}/${number}/export_20260701T000000Z-1.csv`;
  const local = `${report.files}-local-${number}`;
  await writeFile(local, content);
  const store = report.app.get<FileStore>(FILE_STORE, { strict: false });
  await store.put(key, local, { size, sha256, media_type: 'text/csv' });
  const { id } = await report.database.withTenant(organization_id, (tx) =>
    tx.generated_report.create({
      data: {
        organization_id,
        requested_by_id: USER,
        name: 'orders.csv',
        report_type: 'orders',
        report_category: 'procurement',
        format: 'csv',
        storage_key: key,
        media_type: 'text/csv; charset=utf-8',
        size,
        sha256,
        row_count: 2,
        dataset_fingerprint: 'sha256:00',
        bu_codes: ['T01'],
        expires_at: new Date(Date.now() + 86_400_000),
        ...over,
      },
    }),
  );
  return { id, key };
}
