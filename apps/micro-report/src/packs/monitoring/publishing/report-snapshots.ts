import { Injectable } from '@nestjs/common';
import { readTextRows, type DatasetStream } from '@galley/dataset';
import { NotFound, type Principal } from '@galley/platform';
import { DatasetQuestions } from '../../../rendering/dataset-questions.js';

/** What reports show now, asked of micro-data with the caller's rights: one statement, one instant. */
@Injectable()
export class ReportSnapshots {
  constructor(private readonly questions: DatasetQuestions) {}

  /**
   * JSON text `{"head": …, "sections": […]}`, as it came: its figures have more digits than JavaScript's numbers. Throws
   * `not-found`, `invalid` and `unavailable`.
   */
  async of(caller: Principal, reportId: string): Promise<string> {
    const request = { builder_key: 'monitoring.report_content', params: { report_id: reportId } };
    const text = await this.questions.ask(caller, request, onlyCell);
    if (text !== null) return text;
    throw NotFound.error('There is no such report, or it is not yours.');
  }
}

/** The one cell of a dataset; null = it has no row. */
async function onlyCell(dataset: DatasetStream): Promise<string | null> {
  let only: string | null = null;
  for await (const batch of dataset.batches()) {
    for (const cells of readTextRows(batch)) only = cells[0] ?? null;
  }
  // Throws when the stream was cut.
  dataset.trailer();
  return only;
}
