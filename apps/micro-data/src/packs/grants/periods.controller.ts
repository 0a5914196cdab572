import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Answer, Author, Conflict, Operation } from '@galley/platform';
import { permissionsOf } from '../../records/http/record-permissions.js';
import { recordCatalog } from '../../records/records.module.js';
import { GeneratedPeriods, GeneratePeriodsBody } from './period-resources.js';
import { PeriodGenerator } from './period-generator.js';

const { write } = permissionsOf(recordCatalog.of('grants.periods'));

@ApiTags('grants records')
@Controller('api/grants/periods')
export class PeriodsController {
  constructor(private readonly generator: PeriodGenerator) {}

  @Post('generate')
  @Allow(write)
  @Operation({
    summary: 'Make the periods of whole years',
    id: 'generateGrantsPeriods',
    description: 'Finds those that are there already, and leaves them as they are.',
    returns: GeneratedPeriods,
    problems: [Conflict],
  })
  generate(@Author() author: Author, @Body() body: GeneratePeriodsBody): Promise<Answer<GeneratedPeriods>> {
    return this.generator.generate(author, body);
  }
}
