import { Controller, Get, Param, Post, Query } from '@nestjs/common';
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
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { RevisionsQuery } from '../reports/report-bodies.js';
import { DONOR_REPORTS } from '../reports/report-permissions.js';
import { DonorReport, DonorReportPublication, DonorReportRevision } from '../reports/report-resource.js';
import { PublishReport } from './publish-report.service.js';

@ApiTags('monitoring reports')
@Controller('api/monitoring/reports/:id')
export class PublicationsController {
  constructor(private readonly publications: PublishReport) {}

  @Post('publish')
  @Allow(DONOR_REPORTS)
  @Operation({
    summary: 'Publish a report to a donor',
    id: 'publishDonorReport',
    description:
      'What it shows now becomes its next revision, which never changes; links and files show the latest revision from then on.',
    returns: DonorReport,
    problems: [PreconditionFailed],
  })
  publish(@Author() author: Author, @UuidParam() id: string): Promise<Answer<DonorReport>> {
    return this.publications.publish(author, id);
  }

  @Get('revisions')
  @Allow(DONOR_REPORTS)
  @Operation({
    summary: 'List what was published of a report',
    id: 'listDonorReportRevisions',
    returns: pageDto(DonorReportRevision),
  })
  revisions(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() query: RevisionsQuery,
  ): Promise<Page<DonorReportRevision>> {
    return this.publications.revisions(caller, id, query);
  }

  @Get('revisions/:revision')
  @Allow(DONOR_REPORTS)
  @Operation({
    summary: 'Read a revision of a report',
    id: 'readDonorReportRevision',
    returns: DonorReportPublication,
  })
  @ApiParam({ name: 'revision', schema: { type: 'integer', minimum: 1 }, example: 1 })
  revision(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Param('revision') revision: string,
  ): Promise<DonorReportPublication> {
    return this.publications.revision(caller, id, revisionOf(revision));
  }
}

/** A number that no revision can have is a revision that is not there. */
function revisionOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw NotFound.error('There is no such revision of the report.');
}
