import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import {
  Allow,
  Author,
  BuNotAllowed,
  Caller,
  Operation,
  pageDto,
  PreconditionFailed,
  UuidParam,
  type Answer,
  type Page,
  type Principal,
} from '@galley/platform';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { FileExpired, FileMissing, RangeNotSatisfiable } from '../archive/archive-problems.js';
import { FILE_TYPES } from '../archive/file-headers.js';
import { BuRequired, JobFinished, QueueFull } from '../jobs/job-problems.js';
import { ApproveBody, ExportBody, ExportsQuery, RejectBody, StatisticsQuery } from './export-bodies.js';
import { ExportDecisions } from './export-decisions.service.js';
import { ExportDownloads } from './export-downloads.service.js';
import { EXPORT_EXAMPLES } from './export-examples.js';
import {
  ApprovalScopeExceeded,
  DownloadLimit,
  ExportExpired,
  ExportNotMeasured,
  ExportNotPending,
  ExportNotReady,
  RequesterGone,
  SelfApproval,
} from './export-problems.js';
import { ExportRequests } from './export-requests.service.js';
import { ExportFigures, ExportRequest } from './export-resources.js';
import type { ExportView } from './export-row.js';
import { ExportStatistics } from './export-statistics.service.js';

const DEFAULT_DAYS = 30;

@ApiTags('exports')
@Controller('api/exports')
export class ExportsController {
  constructor(
    private readonly requests: ExportRequests,
    private readonly decisions: ExportDecisions,
    private readonly downloads: ExportDownloads,
    private readonly statistics: ExportStatistics,
  ) {}

  @Post('request')
  @Allow('export.request')
  @Operation({
    summary: 'Ask for data to be taken out',
    id: 'requestExport',
    description:
      'The server counts the records with the same filters. Few of them are approved and made at once; many, personal data, or what nobody can count waits (`pending`) for an administrator other than you.',
    status: 201,
    returns: ExportRequest,
    problems: [BuNotAllowed, BuRequired, QueueFull],
  })
  @ApiBody({ type: ExportBody, examples: EXPORT_EXAMPLES })
  create(@Author() author: Author, @Body() body: ExportBody): Promise<Answer<ExportView>> {
    return this.requests.create(author, body);
  }

  @Get('request')
  @Allow('export.read')
  @Operation({
    summary: 'List export requests, the newest first',
    id: 'listExports',
    description: 'Your own; for administrators all of the organization.',
    returns: pageDto(ExportRequest),
  })
  list(@Caller() caller: Principal, @Query() query: ExportsQuery): Promise<Page<ExportView>> {
    return this.requests.list(caller, query);
  }

  @Get('statistics')
  @Allow('export.read')
  @Operation({
    summary: 'Figures over the exports of the organization',
    id: 'readExportStatistics',
    returns: ExportFigures,
  })
  figures(
    @Caller() caller: Principal,
    @Query() { days = DEFAULT_DAYS }: StatisticsQuery,
  ): Promise<ExportFigures> {
    return this.statistics.read(caller, days);
  }

  @Get('request/:id')
  @Allow('export.read')
  @Operation({ summary: 'Read an export request', id: 'readExport', returns: ExportRequest })
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<ExportView> {
    return this.requests.find(caller, id);
  }

  @Post('request/:id/approve')
  @Allow('export.decide')
  @Operation({
    summary: "Approve another's export request",
    id: 'approveExport',
    description:
      'Approved is what the request holds at this moment. If that is more than you were shown, it stays pending with the new count (409).',
    returns: ExportRequest,
    problems: [
      SelfApproval,
      ExportNotPending,
      ApprovalScopeExceeded,
      ExportNotMeasured,
      RequesterGone,
      QueueFull,
      PreconditionFailed,
    ],
  })
  approve(@Author() author: Author, @UuidParam() id: string, @Body() body: ApproveBody): Promise<ExportView> {
    return this.decisions.approve(author, id, body);
  }

  @Post('request/:id/reject')
  @Allow('export.decide')
  @Operation({
    summary: "Reject another's export request",
    id: 'rejectExport',
    description: 'It becomes `cancelled` with the reason.',
    returns: ExportRequest,
    problems: [SelfApproval, ExportNotPending, PreconditionFailed],
  })
  reject(@Author() author: Author, @UuidParam() id: string, @Body() body: RejectBody): Promise<ExportView> {
    return this.decisions.reject(author, id, body);
  }

  @Post('request/:id/cancel')
  @Allow('export.request')
  @Operation({
    summary: 'Take back an export request of your own',
    id: 'cancelExport',
    returns: ExportRequest,
    problems: [ExportNotPending, JobFinished, PreconditionFailed],
  })
  cancel(@Author() author: Author, @UuidParam() id: string): Promise<ExportView> {
    return this.decisions.cancel(author, id);
  }

  @Get('request/:id/download')
  @Allow('export.read')
  @Operation({
    summary: 'Download the file of a completed export',
    id: 'downloadExport',
    description:
      'Each download counts, one of a part as well. Files with personal data name who took them, and when.',
    produces: FILE_TYPES,
    problems: [
      ExportNotReady,
      ApprovalScopeExceeded,
      ExportExpired,
      DownloadLimit,
      FileExpired,
      FileMissing,
      RangeNotSatisfiable,
    ],
  })
  download(@Author() author: Author, @UuidParam() id: string, @Res() reply: FastifyReply): Promise<void> {
    return this.downloads.send(author, id, reply);
  }
}
