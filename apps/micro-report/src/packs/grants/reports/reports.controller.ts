import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import {
  Allow,
  Author,
  Operation,
  pageDto,
  PreconditionFailed,
  UuidParam,
  type Answer,
  type Page,
} from '@galley/platform';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { QueueFull } from '../../../jobs/job-problems.js';
import { SubmissionInProgress } from '../submission/submission-problems.js';
import { CreateReports } from './create-reports.service.js';
import { BUFDIR_REPORTS, DELETE_BUFDIR_REPORTS } from './grants-permissions.js';
import {
  FormatInvalid,
  InvalidStatusTransition,
  NotAMember,
  ReportImmutable,
  ReportInProgress,
  ReportNotCompleted,
  SchemaVersionUnknown,
  UserInactive,
} from './grants-problems.js';
import { ChangeReportBody, CreateReportBody, RegenerateBody, ReportsQuery } from './report-bodies.js';
import { CREATE_EXAMPLES } from './report-examples.js';
import { ReportMoves } from './report-moves.service.js';
import { WISH_PROBLEMS } from './wish-problems.js';
import { BufdirReport, BufdirReportPreview, BufdirReportWarnings } from './report-resource.js';
import type { ReportView } from './report-view.js';
import { Reports } from './reports.service.js';

@ApiTags('grants reports')
@Controller('api/grants/reports')
export class ReportsController {
  constructor(
    private readonly reports: Reports,
    private readonly creation: CreateReports,
    private readonly moves: ReportMoves,
  ) {}

  @Post()
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Make the Bufdir report of a period',
    id: 'createBufdirReport',
    description:
      'The next version of the period, of the units as they are now. A job generates it; with `enqueue: false` it stays a draft.',
    status: 202,
    returns: BufdirReport,
    problems: [...WISH_PROBLEMS, ReportInProgress, QueueFull],
  })
  @ApiBody({ type: CreateReportBody, examples: CREATE_EXAMPLES })
  create(@Author() author: Author, @Body() body: CreateReportBody): Promise<Answer<ReportView>> {
    return this.creation.create(author, body);
  }

  @Get()
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'List Bufdir reports',
    id: 'listBufdirReports',
    description:
      'Of every period its latest version, or the highest where none is completed; the newest first.',
    returns: pageDto(BufdirReport),
    problems: [FormatInvalid],
  })
  list(@Author() author: Author, @Query() query: ReportsQuery): Promise<Page<ReportView>> {
    return this.reports.list(author, query);
  }

  @Get(':id')
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Read a Bufdir report',
    id: 'readBufdirReport',
    returns: BufdirReport,
  })
  read(@Author() author: Author, @UuidParam() id: string): Promise<ReportView> {
    return this.reports.find(author, id);
  }

  @Patch(':id')
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Change the format of a draft',
    id: 'changeBufdirReport',
    returns: BufdirReport,
    problems: [FormatInvalid, ReportImmutable, PreconditionFailed],
  })
  change(
    @Author() author: Author,
    @UuidParam() id: string,
    @Body() body: ChangeReportBody,
  ): Promise<ReportView> {
    return this.moves.change(author, id, body);
  }

  @Get(':id/preview')
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Read the data of a Bufdir report',
    id: 'previewBufdirReport',
    returns: BufdirReportPreview,
    problems: [ReportNotCompleted],
  })
  preview(@Author() author: Author, @UuidParam() id: string): Promise<BufdirReportPreview> {
    return this.reports.preview(author, id);
  }

  @Get(':id/warnings')
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Read what a Bufdir report lacks',
    id: 'readBufdirWarnings',
    returns: BufdirReportWarnings,
  })
  warnings(@Author() author: Author, @UuidParam() id: string): Promise<BufdirReportWarnings> {
    return this.reports.warnings(author, id);
  }

  @Post(':id/generate')
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Generate a draft',
    id: 'generateBufdirReport',
    status: 202,
    returns: BufdirReport,
    problems: [UserInactive, NotAMember, InvalidStatusTransition, QueueFull, PreconditionFailed],
  })
  generate(@Author() author: Author, @UuidParam() id: string): Promise<Answer<ReportView>> {
    return this.moves.generate(author, id);
  }

  @Post(':id/cancel')
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Cancel a report in progress',
    id: 'cancelBufdirReport',
    description:
      'It becomes `failed` with CANCELLED_BY_USER: at once while it waits, as soon as the worker has heard of it while it is generated.',
    returns: BufdirReport,
    problems: [InvalidStatusTransition, PreconditionFailed],
  })
  cancel(@Author() author: Author, @UuidParam() id: string): Promise<ReportView> {
    return this.moves.cancel(author, id);
  }

  @Post(':id/regenerate')
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Make a new version of a Bufdir report',
    id: 'regenerateBufdirReport',
    description:
      'Of the same period, with the records and units of now, and with the same format unless said otherwise. The report itself stays as it is.',
    status: 202,
    returns: BufdirReport,
    problems: [
      UserInactive,
      NotAMember,
      FormatInvalid,
      SchemaVersionUnknown,
      ReportInProgress,
      QueueFull,
      PreconditionFailed,
    ],
  })
  regenerate(
    @Author() author: Author,
    @UuidParam() id: string,
    @Body() body: RegenerateBody,
  ): Promise<Answer<ReportView>> {
    return this.creation.regenerate(author, id, body);
  }

  @Delete(':id')
  @Allow(DELETE_BUFDIR_REPORTS)
  @Operation({
    summary: 'Delete a draft, failed or completed Bufdir report',
    id: 'deleteBufdirReport',
    description:
      'Nothing of it is lost: it is hidden, and its number is not given again. Where it was the latest version, the one before it is.',
    status: 204,
    problems: [ReportImmutable, ReportInProgress, SubmissionInProgress, PreconditionFailed],
  })
  delete(@Author() author: Author, @UuidParam() id: string): Promise<void> {
    return this.moves.delete(author, id);
  }
}
