import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Author, Operation, UuidParam } from '@galley/platform';
import { BUFDIR_REPORTS } from '../reports/grants-permissions.js';
import { ReportNotCompleted } from '../reports/grants-problems.js';
import { ComparisonQuery } from './comparison-query.js';
import { BufdirComparison } from './comparison-resource.js';
import { ReportComparison } from './report-comparison.service.js';

@ApiTags('grants reports')
@Controller('api/grants/reports/:id/compare')
export class ComparisonController {
  constructor(private readonly comparison: ReportComparison) {}

  @Get()
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Compare a Bufdir report with another version of it',
    id: 'compareBufdirReports',
    description:
      'Which figures differ, and which activities caused it: added, removed, or changed and in what. People are counted, never named.',
    returns: BufdirComparison,
    problems: [ReportNotCompleted],
  })
  compare(
    @Author() author: Author,
    @UuidParam() id: string,
    @Query() query: ComparisonQuery,
  ): Promise<BufdirComparison> {
    return this.comparison.compare(author, id, query);
  }
}
