import { Injectable, type OnModuleInit } from '@nestjs/common';
import { readForm, type StoredField } from '@galley/pack-monitoring/forms';
import type { SqlTx } from '@galley/platform';
import type { RecordFault } from '../../../records/record-problem.js';
import type { Writer } from '../../../records/statements/write-rows.js';
import { RecordSteps, type RecordStep } from '../../../records/steps/record-steps.js';
import type { DraftToWrite } from '../../../records/values/draft-to-write.js';
import { documentOf } from '../../../records/values/read-json.js';
import type { Draft } from '../../../records/values/read-record.js';

/** Reads the logic of forms when they are saved: what cannot be evaluated is never kept (ME-F5). */
@Injectable()
export class FormStep implements RecordStep, OnModuleInit {
  readonly name = 'form-logic';

  constructor(private readonly steps: RecordSteps) {}

  onModuleInit(): void {
    this.steps.register('monitoring.forms', this);
  }

  async before(
    _tx: SqlTx,
    _writer: Writer,
    drafts: readonly DraftToWrite[],
  ): Promise<readonly RecordFault[]> {
    return drafts.flatMap(({ draft: { children, pointer: at } }) =>
      readForm((children['fields'] ?? []).map(storedField)).faults.map(({ pointer, detail }) => ({
        pointer: at + pointer,
        detail,
      })),
    );
  }
}

function storedField({ values }: Draft): StoredField {
  return {
    ...(values as unknown as StoredField),
    options: documentOf(values['options']),
    relevant: documentOf(values['relevant']),
    constraint: documentOf(values['constraint']),
  };
}
