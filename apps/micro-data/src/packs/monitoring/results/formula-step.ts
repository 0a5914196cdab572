import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FormulaFault, readFormula } from '@galley/pack-monitoring/records';
import type { SqlTx } from '@galley/platform';
import type { RecordFault } from '../../../records/record-problem.js';
import type { Writer } from '../../../records/statements/write-rows.js';
import { RecordSteps, type RecordStep } from '../../../records/steps/record-steps.js';
import type { DraftToWrite } from '../../../records/values/draft-to-write.js';

/** Reads the formulas of indicators when they are saved (ME-8), and states what a quotient is multiplied by where nobody did. */
@Injectable()
export class FormulaStep implements RecordStep, OnModuleInit {
  readonly name = 'formula';
  readonly fills = ['formula_program'];

  constructor(private readonly steps: RecordSteps) {}

  onModuleInit(): void {
    this.steps.register('monitoring.indicators', this);
  }

  async before(
    _tx: SqlTx,
    _writer: Writer,
    drafts: readonly DraftToWrite[],
  ): Promise<readonly RecordFault[]> {
    return drafts.flatMap(({ draft: { values, pointer } }) => {
      const { formula = null, value_type } = values;
      values['unit_factor'] ??= value_type === 'percentage' ? '100' : '1';
      values['formula_program'] = null;
      if (formula === null) return [];
      try {
        values['formula_program'] = JSON.stringify(readFormula(String(formula)));
        return [];
      } catch (error) {
        if (!(error instanceof FormulaFault)) throw error;
        return [{ pointer: `${pointer}/formula`, detail: `formula is not understood: ${error.message}` }];
      }
    });
  }
}
