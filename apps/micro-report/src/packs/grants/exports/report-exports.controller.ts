import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, Answer, Author, Operation, UuidParam } from '@galley/platform';
import type { FastifyReply } from 'fastify';
import {
  ArchivedRestoreRequired,
  FileExpired,
  FileMissing,
  RangeNotSatisfiable,
} from '../../../archive/archive-problems.js';
import { FILE_TYPES } from '../../../archive/file-headers.js';
import { preferredWaitMs } from '../../../generate/prefer-wait.js';
import { JobWatch } from '../../../jobs/job-watch.js';
import { QueueFull, StorageKeyImmutable } from '../../../jobs/job-problems.js';
import { BUFDIR_REPORTS } from '../reports/grants-permissions.js';
import { FormatInvalid, ReportImmutable, ReportNotCompleted } from '../reports/grants-problems.js';
import { REPORT_FORMATS } from '../reports/report-format.js';
import { BufdirReportExport, BufdirReportExports, ReportExportBody } from './export-resource.js';
import { ReportExports } from './report-exports.service.js';

const FORMAT_PARAMETER = { name: 'format', enum: REPORT_FORMATS };

@ApiTags('grants reports')
@Controller('api/grants/reports/:id')
export class ReportExportsController {
  constructor(
    private readonly exports: ReportExports,
    private readonly watch: JobWatch,
  ) {}

  @Post('export')
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Make a file of a completed Bufdir report',
    id: 'exportBufdirReport',
    description:
      'One file of each format, made from the frozen data and never again. With `Prefer: wait` the finished export is answered (200).',
    status: 202,
    returns: BufdirReportExport,
    problems: [FormatInvalid, ReportNotCompleted, ReportImmutable, StorageKeyImmutable, QueueFull],
  })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: '`wait=20`: answer 200 with the file if it is made in time.',
  })
  async order(
    @Author() author: Author,
    @UuidParam() id: string,
    @Body() body: ReportExportBody,
  ): Promise<Answer<BufdirReportExport>> {
    const accepted = await this.exports.order(author, id, body);
    const waitMs = preferredWaitMs(author.request.header('prefer'));
    if (waitMs === 0 || !(await this.watch.ends(accepted.body.job_id, waitMs))) return accepted;
    const ended = await this.exports.read(author, id, accepted.body.format);
    return new Answer(200, ended, accepted.location, accepted.is_replay);
  }

  @Get('exports')
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'List the files of a Bufdir report',
    id: 'listBufdirExports',
    returns: BufdirReportExports,
  })
  list(@Author() author: Author, @UuidParam() id: string): Promise<BufdirReportExports> {
    return this.exports.list(author, id);
  }

  @Get('exports/:format')
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Read the export of a format',
    id: 'readBufdirExport',
    returns: BufdirReportExport,
    problems: [FormatInvalid],
  })
  @ApiParam(FORMAT_PARAMETER)
  read(
    @Author() author: Author,
    @UuidParam() id: string,
    @Param('format') format: string,
  ): Promise<BufdirReportExport> {
    return this.exports.read(author, id, format);
  }

  @Get('exports/:format/download')
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Download a file of a Bufdir report',
    id: 'downloadBufdirExport',
    produces: FILE_TYPES,
    problems: [FormatInvalid, ArchivedRestoreRequired, FileExpired, FileMissing, RangeNotSatisfiable],
  })
  @ApiParam(FORMAT_PARAMETER)
  async file(
    @Author() author: Author,
    @UuidParam() id: string,
    @Param('format') format: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.exports.send(author, id, format, reply);
  }
}
