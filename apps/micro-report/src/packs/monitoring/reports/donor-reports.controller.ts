import { Body, Controller, Delete, Get, Patch, Post, Put, Query } from '@nestjs/common';
import {
  Allow,
  Author,
  Caller,
  NotFound,
  Operation,
  pageDto,
  PreconditionFailed,
  UuidParam,
  type Answer,
  type Page,
  type Principal,
} from '@galley/platform';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { DonorReports } from './donor-reports.service.js';
import {
  ChangeDonorReport,
  CreateDonorReport,
  DonorReportsQuery,
  ReplaceDonorReport,
} from './report-bodies.js';
import { CHANGE_EXAMPLES, CREATE_EXAMPLES, REPLACE_EXAMPLES } from './report-examples.js';
import { DONOR_REPORTS } from './report-permissions.js';
import { ReportRangeType } from './report-problems.js';
import { DonorReport, DonorReportHead } from './report-resource.js';

@ApiTags('monitoring reports')
@Controller('api/monitoring/reports')
export class DonorReportsController {
  constructor(private readonly reports: DonorReports) {}

  @Get()
  @Allow(DONOR_REPORTS)
  @Operation({ summary: 'List reports to donors', id: 'listDonorReports', returns: pageDto(DonorReportHead) })
  list(@Caller() caller: Principal, @Query() query: DonorReportsQuery): Promise<Page<DonorReportHead>> {
    return this.reports.list(caller, query);
  }

  @Post()
  @Allow(DONOR_REPORTS)
  @Operation({
    summary: 'Put together a report to a donor',
    id: 'createDonorReport',
    description: 'A draft: it shows what stands in the records until it is published.',
    status: 201,
    returns: DonorReport,
    problems: [NotFound, ReportRangeType],
  })
  @ApiBody({ type: CreateDonorReport, examples: CREATE_EXAMPLES })
  create(@Author() author: Author, @Body() body: CreateDonorReport): Promise<Answer<DonorReport>> {
    return this.reports.create(author, body);
  }

  @Get(':id')
  @Allow(DONOR_REPORTS)
  @Operation({ summary: 'Read a report to a donor', id: 'readDonorReport', returns: DonorReport })
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<DonorReport> {
    return this.reports.find(caller, id);
  }

  @Put(':id')
  @Allow(DONOR_REPORTS)
  @Operation({
    summary: 'Write a report to a donor anew',
    id: 'replaceDonorReport',
    description:
      'Head and sections; what is left out becomes what it is in a new report. What was published stays until it is published anew.',
    returns: DonorReport,
    problems: [ReportRangeType, PreconditionFailed],
  })
  @ApiBody({ type: ReplaceDonorReport, examples: REPLACE_EXAMPLES })
  replace(
    @Author() author: Author,
    @UuidParam() id: string,
    @Body() body: ReplaceDonorReport,
  ): Promise<DonorReport> {
    return this.reports.replace(author, id, body);
  }

  @Patch(':id')
  @Allow(DONOR_REPORTS)
  @Operation({
    summary: 'Change a report to a donor',
    id: 'changeDonorReport',
    description:
      'What is left out stays as it is; sections are replaced as a whole. What was published stays until it is published anew.',
    returns: DonorReport,
    problems: [ReportRangeType, PreconditionFailed],
  })
  @ApiBody({ type: ChangeDonorReport, examples: CHANGE_EXAMPLES })
  change(
    @Author() author: Author,
    @UuidParam() id: string,
    @Body() body: ChangeDonorReport,
  ): Promise<DonorReport> {
    return this.reports.change(author, id, body);
  }

  @Delete(':id')
  @Allow(DONOR_REPORTS)
  @Operation({
    summary: 'Delete a report to a donor',
    id: 'deleteDonorReport',
    description: 'Its link leads nowhere from then on; what was published is kept.',
    status: 204,
    problems: [PreconditionFailed],
  })
  remove(@Author() author: Author, @UuidParam() id: string): Promise<void> {
    return this.reports.remove(author, id);
  }
}
