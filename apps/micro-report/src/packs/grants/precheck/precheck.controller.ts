import { Body, Controller, Post } from '@nestjs/common';
import { Allow, Author, Operation } from '@galley/platform';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { BUFDIR_REPORTS } from '../reports/grants-permissions.js';
import { ReportWish } from '../reports/report-bodies.js';
import { WISH_EXAMPLES } from '../reports/report-examples.js';
import { WISH_PROBLEMS } from '../reports/wish-problems.js';
import { BufdirPrecheck } from './precheck-resource.js';
import { Precheck } from './precheck.service.js';

@ApiTags('grants reports')
@Controller('api/grants/precheck')
export class PrecheckController {
  constructor(private readonly precheck: Precheck) {}

  @Post()
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'See what a Bufdir report would say and lack',
    id: 'precheckBufdirReport',
    description: 'Computed from the records as they are now, as a report would be; nothing is created.',
    returns: BufdirPrecheck,
    problems: WISH_PROBLEMS,
  })
  @ApiBody({ type: ReportWish, examples: WISH_EXAMPLES })
  of(@Author() author: Author, @Body() body: ReportWish): Promise<BufdirPrecheck> {
    return this.precheck.of(author, body);
  }
}
