import { Body, Controller, Delete, Post } from '@nestjs/common';
import { Allow, Author, Operation, PreconditionFailed, UuidParam, type Answer } from '@galley/platform';
import { ApiTags } from '@nestjs/swagger';
import { DONOR_REPORTS } from '../reports/report-permissions.js';
import { ReportNotPublished } from '../reports/report-problems.js';
import { DonorReportShare, ShareDonorReport } from './share-bodies.js';
import { ShareReport } from './share-report.service.js';

@ApiTags('monitoring reports')
@Controller('api/monitoring/reports/:id/share')
export class ReportShareController {
  constructor(private readonly shares: ShareReport) {}

  @Post()
  @Allow(DONOR_REPORTS)
  @Operation({
    summary: 'Share what was published of a report by a link',
    id: 'shareDonorReport',
    description:
      'Whoever knows the link reads the latest publication without logging in. Every call makes a new link; the one before it leads nowhere any more.',
    status: 201,
    returns: DonorReportShare,
    problems: [ReportNotPublished, PreconditionFailed],
  })
  share(
    @Author() author: Author,
    @UuidParam() id: string,
    @Body() body: ShareDonorReport,
  ): Promise<Answer<DonorReportShare>> {
    return this.shares.share(author, id, body);
  }

  @Delete()
  @Allow(DONOR_REPORTS)
  @Operation({
    summary: 'Revoke the link to a report, at once',
    id: 'revokeDonorReportShare',
    status: 204,
    problems: [PreconditionFailed],
  })
  revoke(@Author() author: Author, @UuidParam() id: string): Promise<void> {
    return this.shares.revoke(author, id);
  }
}
