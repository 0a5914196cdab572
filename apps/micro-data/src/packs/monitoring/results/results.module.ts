import { Module } from '@nestjs/common';
import { RecordsModule } from '../../../records/records.module.js';
import { FormulaStep } from './formula-step.js';
import { ResultTreeController } from './result-tree.controller.js';
import { ResultTreeService } from './result-tree.service.js';

/** What programs are to bring about: the tree of results, and indicators that are computed. */
@Module({
  imports: [RecordsModule],
  controllers: [ResultTreeController],
  providers: [FormulaStep, ResultTreeService],
})
export class ResultsModule {}
