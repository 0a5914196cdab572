import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { MonitoringRows } from './monitoring-rows.js';

/** A database of a suite's own: what its administrator writes there, rows of one organization. */
export class TestDatabase {
  private constructor(
    readonly clone: ClonedDatabase,
    readonly admin: pg.Client,
    readonly rows: MonitoringRows,
  ) {}

  static async open(): Promise<TestDatabase> {
    const clone = await cloneDatabase();
    const admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    return new TestDatabase(clone, admin, await MonitoringRows.ofNewOrganization(admin));
  }

  async close(): Promise<void> {
    await this.admin.end();
    await this.clone.drop();
  }
}
