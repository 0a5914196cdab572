import { Injectable } from '@nestjs/common';
import type { DatasetRequest } from '@galley/dataset';
import type { Principal } from '@galley/platform';
import { DatasetQuestions } from '../../rendering/dataset-questions.js';
import { datasetRows } from '../../rendering/dataset-rows.js';

/** What micro-data knows of an organization's peer work, asked with the caller's rights in the organization they act in. */
@Injectable()
export class GrantsData {
  constructor(private readonly questions: DatasetQuestions) {}

  /**
   * All rows of a dataset, for small ones. Throws `invalid` where micro-data refuses the question and `unavailable` where
   * it gives no answer.
   */
  rows<Row>(caller: Principal, request: DatasetRequest): Promise<Row[]> {
    return this.questions.ask(caller, request, (dataset) => datasetRows<Row>(dataset));
  }
}
