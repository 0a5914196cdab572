import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { formFrozen } from '@galley/pack-monitoring/records';
import {
  Allow,
  Author,
  Caller,
  Conflict,
  knownProblem,
  Operation,
  UuidParam,
  type Answer,
  type Principal,
} from '@galley/platform';
import { recordDtos } from '../../../records/http/record-dtos.js';
import { permissionsOf } from '../../../records/http/record-permissions.js';
import { recordCatalog } from '../../../records/records.module.js';
import type { RecordRow } from '../../../records/statements/select-records.js';
import { EvaluateFormBody, FormEvaluation } from './form-resources.js';
import { FormVersions } from './form-versions.js';

const shape = recordCatalog.of('monitoring.forms');
const { resource } = recordDtos(shape);
const { write } = permissionsOf(shape);
const { write: answer } = permissionsOf(recordCatalog.of('monitoring.form-submissions'));
const FormFrozen = knownProblem(formFrozen);

@ApiTags('monitoring records')
@Controller('api/monitoring/forms')
export class MonitoringFormsController {
  constructor(private readonly versions: FormVersions) {}

  @Post(':id/publish')
  @HttpCode(200)
  @Allow(write)
  @Operation({
    summary: 'Publish a form',
    id: 'publishMonitoringForm',
    description:
      'The draft stays as it is from then on and takes submissions; the version before is retired, and takes those that are still under way.',
    returns: resource,
    problems: [FormFrozen],
  })
  publish(@Author() author: Author, @UuidParam() id: string): Promise<Answer<RecordRow>> {
    return this.versions.publish(author, id);
  }

  @Post(':id/revise')
  @Allow(write)
  @Operation({
    summary: 'Begin the next version of a form',
    id: 'reviseMonitoringForm',
    description: 'A draft with everything that this version has. A form has one draft at a time.',
    status: 201,
    returns: resource,
    problems: [Conflict],
  })
  revise(@Author() author: Author, @UuidParam() id: string): Promise<Answer<RecordRow>> {
    return this.versions.revise(author, id);
  }

  @Post(':id/evaluate')
  @HttpCode(200)
  @Allow(answer)
  @Operation({
    summary: 'Try out a form',
    id: 'evaluateMonitoringForm',
    description:
      'Which fields are asked, what is calculated, and what is wrong with answers so far. Nothing is kept.',
    returns: FormEvaluation,
  })
  evaluate(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Body() { answers }: EvaluateFormBody,
  ): Promise<FormEvaluation> {
    return this.versions.evaluate(caller, id, answers);
  }
}
