import { Controller, Get, Query, Res } from '@nestjs/common';
import { Allow, Author, Operation, UuidParam } from '@galley/platform';
import { ApiTags } from '@nestjs/swagger';
import { formatOf } from '@galley/render';
import type { FastifyReply } from 'fastify';
import { fileHeaders } from '../../../archive/file-headers.js';
import { DONOR_REPORTS } from '../reports/report-permissions.js';
import { ReportNotMade } from '../reports/report-problems.js';
import { REPORT_FORMATS } from './make-report.js';
import { RenderQuery } from './render-query.js';
import { RenderReport } from './render-report.service.js';

const MEDIA_TYPES = REPORT_FORMATS.flatMap((format) => formatOf(format)?.media_type ?? []);

@ApiTags('monitoring reports')
@Controller('api/monitoring/reports/:id/render')
export class RenderReportController {
  constructor(private readonly reports: RenderReport) {}

  @Get()
  @Allow(DONOR_REPORTS)
  @Operation({
    summary: 'Make a file of a report to a donor, at once',
    id: 'renderDonorReport',
    description:
      'Of its latest publication, which always gives the same bytes; of a draft what the records say now, marked DRAFT. Writes a completed job (`X-Job-Id`) and an audit entry.',
    produces: MEDIA_TYPES,
    problems: [ReportNotMade],
  })
  async render(
    @Author() author: Author,
    @UuidParam() id: string,
    @Query() query: RenderQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const { bytes, job_id, ...file } = await this.reports.render(author, id, query, gone.signal);
    await reply.headers({ ...fileHeaders(file), 'x-job-id': job_id }).send(bytes);
  }
}
