import { Injectable, type OnModuleInit } from '@nestjs/common';
import { evaluateForm } from '@galley/pack-monitoring/forms';
import { formNotPublished } from '@galley/pack-monitoring/records';
import type { SqlTx } from '@galley/platform';
import type { RecordFault } from '../../../records/record-problem.js';
import type { Writer } from '../../../records/statements/write-rows.js';
import { RecordSteps, type RecordStep } from '../../../records/steps/record-steps.js';
import type { DraftToWrite } from '../../../records/values/draft-to-write.js';
import { documentOf } from '../../../records/values/read-json.js';
import type { Draft } from '../../../records/values/read-record.js';
import { readForms, type KnownForm } from './stored-forms.js';

/** Evaluates submissions by the version of the form that they were filled in with (ME-F8): what is kept is what the form says. */
@Injectable()
export class SubmissionStep implements RecordStep, OnModuleInit {
  readonly name = 'form-answers';

  constructor(private readonly steps: RecordSteps) {}

  onModuleInit(): void {
    this.steps.register('monitoring.form-submissions', this);
  }

  async before(tx: SqlTx, _writer: Writer, drafts: readonly DraftToWrite[]): Promise<readonly RecordFault[]> {
    const ids = drafts.map(({ draft }) => String(draft.values['form_id']));
    const forms = await readForms(tx, [...new Set(ids)]);
    return drafts.flatMap(({ draft }) => evaluate(draft, forms.get(String(draft.values['form_id']))));
  }
}

/** Puts what the form makes of the answers in their place. */
function evaluate({ values, pointer }: Draft, known: KnownForm | undefined): readonly RecordFault[] {
  if (!known || known.status === 'draft') {
    const detail = 'form_id names a form that is not published';
    return [{ pointer: `${pointer}/form_id`, detail, problem: formNotPublished }];
  }
  const given = documentOf(values['answers']) as Readonly<Record<string, unknown>> | null;
  const { answers, faults } = evaluateForm(known.form, given ?? {});
  values['answers'] = JSON.stringify(answers);
  return faults.map(({ field, detail }) => ({ pointer: `${pointer}/answers/${field}`, detail }));
}
