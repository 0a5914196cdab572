import type { Json } from '@galley/dataset';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow, IsObject, IsOptional } from 'class-validator';
import { REPORT_FORMATS, type ReportFormat } from '../reports/report-format.js';
import { EXPORT_STATUSES, type ExportRow, type ExportStatus } from './report-export.js';

const ID = { type: String, format: 'uuid' } as const;
const INSTANT = { type: String, format: 'date-time' } as const;
const MAYBE_TEXT = { type: String, nullable: true } as const;

/** Which file is wanted. */
export class ReportExportBody {
  // Not checked here: an unknown format is a 400 of its own (BU-V-6).
  @ApiProperty({ type: String, enum: REPORT_FORMATS, description: '`excel` is accepted for `xlsx`.' })
  @Allow()
  format: unknown;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { delimiter: ',', decimal: '.', bom: false },
    description: 'For programs that want another CSV than Norwegian spreadsheets: delimiter, decimal, bom.',
  })
  @IsOptional()
  @IsObject()
  csv?: Record<string, Json>;
}

/** A file of a report, made or being made; one of each format. */
export class BufdirReportExport {
  @ApiProperty(ID)
  id: string;

  @ApiProperty(ID)
  report_id: string;

  @ApiProperty({ enum: REPORT_FORMATS })
  format: ReportFormat;

  @ApiProperty({ enum: EXPORT_STATUSES })
  status: ExportStatus;

  @ApiProperty({ ...ID, description: 'The job that makes it.' })
  job_id: string;

  @ApiProperty({ ...MAYBE_TEXT, description: 'Where it stands, once and for all; null until it is made.' })
  storage_key: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Bytes.' })
  size: number | null;

  @ApiProperty({ ...MAYBE_TEXT, description: 'Hex.' })
  sha256: string | null;

  @ApiProperty({ ...MAYBE_TEXT, description: 'Where the file is; null until it is made.' })
  file_url: string | null;

  @ApiProperty({ ...MAYBE_TEXT, description: 'Why it failed.' })
  error_message: string | null;

  @ApiProperty(INSTANT)
  created_at: Date;

  @ApiProperty(ID)
  created_by_id: string;

  @ApiProperty({ ...INSTANT, nullable: true })
  completed_at: Date | null;
}

/** All files of a report. */
export class BufdirReportExports {
  @ApiProperty({ type: [BufdirReportExport] })
  items: readonly BufdirReportExport[];
}

export function exportView(row: ExportRow): BufdirReportExport {
  const { id, report_id, format, status, job_id, storage_key, size, sha256, error_message } = row;
  const { created_at, created_by_id, completed_at } = row;
  const file_url =
    status === 'completed' ? `/api/grants/reports/${report_id}/exports/${format}/download` : null;
  return {
    id,
    report_id,
    format,
    status,
    job_id,
    storage_key,
    size: size === null ? null : Number(size),
    sha256,
    file_url,
    error_message,
    created_at,
    created_by_id,
    completed_at,
  };
}
