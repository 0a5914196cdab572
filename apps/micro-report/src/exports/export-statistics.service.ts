import { Injectable } from '@nestjs/common';
import { Database, type Principal } from '@galley/platform';
import { missing } from './export-visibility.js';

interface StatisticsRow {
  readonly total_exports: bigint;
  readonly completed_exports: bigint;
  readonly failed_exports: bigint;
  readonly pending_approval: bigint;
  readonly total_records_exported: bigint;
  readonly avg_processing_time_ms: string | null;
}

/** Figures over the exports of an organization (EN-ST): the SQL function answers, here as for who comes by SQL. */
@Injectable()
export class ExportStatistics {
  constructor(private readonly database: Database) {}

  /** Of the last so many days, by the database's clock. */
  async read({ organization }: Principal, days: number) {
    const [row] = await this.database.withTenantSql(
      organization.id,
      (tx) => tx.$queryRaw<StatisticsRow[]>`
        select s.*, s.avg_processing_time_ms::text as avg_processing_time_ms
        from public.get_export_statistics(${organization.id}::uuid, ${days}::integer, clock_timestamp()) as s`,
    );
    if (!row) throw missing();
    return {
      days,
      total_exports: Number(row.total_exports),
      completed_exports: Number(row.completed_exports),
      failed_exports: Number(row.failed_exports),
      pending_approval: Number(row.pending_approval),
      total_records_exported: Number(row.total_records_exported),
      avg_processing_time_ms: row.avg_processing_time_ms,
    };
  }
}
