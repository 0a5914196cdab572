import { Injectable } from '@nestjs/common';
import { NotFound, type Principal } from '@galley/platform';
import { DatasetQuestions } from '../../../rendering/dataset-questions.js';
import { readSnapshot } from './read-snapshot.js';

/** What reports show now, asked of micro-data with the caller's rights: one statement, one instant. */
@Injectable()
export class ReportSnapshots {
  constructor(private readonly questions: DatasetQuestions) {}

  /** JSON text `{"head": …, "sections": […]}`. Throws `not-found`, `invalid` and `unavailable`. */
  async of(caller: Principal, reportId: string): Promise<string> {
    const request = { builder_key: 'monitoring.report_snapshot', params: { report_id: reportId } };
    const text = await this.questions.ask(caller, request, readSnapshot);
    if (text !== null) return text;
    throw NotFound.error('There is no such report, or it is not yours.');
  }
}
