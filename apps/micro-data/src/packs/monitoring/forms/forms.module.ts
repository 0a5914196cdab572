import { Module } from '@nestjs/common';
import { RecordsModule } from '../../../records/records.module.js';
import { FormStep } from './form-step.js';
import { FormVersions } from './form-versions.js';
import { MonitoringFormsController } from './forms.controller.js';
import { SubmissionStep } from './submission-step.js';

/** Forms beyond keeping them: their logic, their versions, what submissions come to. */
@Module({
  imports: [RecordsModule],
  controllers: [MonitoringFormsController],
  providers: [FormStep, FormVersions, SubmissionStep],
})
export class FormsModule {}
