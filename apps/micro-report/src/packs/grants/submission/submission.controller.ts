import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Author, Operation, PreconditionFailed, UuidParam } from '@galley/platform';
import { BUFDIR_REPORTS } from '../reports/grants-permissions.js';
import { InvalidStatusTransition } from '../reports/grants-problems.js';
import { BufdirReport } from '../reports/report-resource.js';
import type { ReportView } from '../reports/report-view.js';
import { ReportSubmission } from './report-submission.service.js';
import {
  SubmissionInProgress,
  SubmissionNotConfigured,
  SubmissionUnconfirmed,
} from './submission-problems.js';
import { BufdirSubmissionState } from './submission-resource.js';

@ApiTags('grants reports')
@Controller('api/grants/reports/:id')
export class SubmissionController {
  constructor(private readonly submission: ReportSubmission) {}

  @Post('submit')
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Submit a completed Bufdir report to Bufdir',
    id: 'submitBufdirReport',
    description:
      'Answers when Bufdir has confirmed it; from then on the report is immutable. Without a confirmation id it stays completed (502) and can be submitted again: every attempt carries the same idempotency key.',
    returns: BufdirReport,
    problems: [
      InvalidStatusTransition,
      SubmissionInProgress,
      SubmissionNotConfigured,
      SubmissionUnconfirmed,
      PreconditionFailed,
    ],
  })
  submit(@Author() author: Author, @UuidParam() id: string): Promise<ReportView> {
    return this.submission.submit(author, id);
  }

  @Get('submission')
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Read the confirmation of Bufdir and every attempt to get it',
    id: 'readBufdirSubmission',
    returns: BufdirSubmissionState,
  })
  read(@Author() author: Author, @UuidParam() id: string): Promise<BufdirSubmissionState> {
    return this.submission.read(author, id);
  }
}
