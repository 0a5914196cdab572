import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiProperty, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Allow, BuNotAllowed, Caller, ExportNeedsRequest, Operation, type Principal } from '@galley/platform';
import * as problems from '../datasets/dataset-problems.js';
import { BuNotFound } from '../units/find-units.js';
import { LookupReader } from './lookup-reader.js';
import { lookupWishes } from './lookup-wishes.js';

export class LookupItem {
  @ApiProperty({
    type: String,
    example: 'V-001',
    description: 'As the column has it: a number stays a number.',
  })
  value: unknown;

  @ApiProperty({ type: String, example: 'Chao Phraya Foods' })
  label: string;
}

export class LookupItems {
  @ApiProperty({ type: [LookupItem] })
  items: LookupItem[];
}

@ApiTags('lookups')
@Controller('api/datasets/lookups')
export class LookupsController {
  constructor(private readonly lookups: LookupReader) {}

  @Get(':source')
  @Allow('dataset.lookup')
  @Operation({
    summary: 'Look up the choices of a parameter',
    id: 'lookUp',
    description:
      'Further parameters name columns of the source: the values of the fields that a lookup depends on.',
    returns: LookupItems,
    problems: [...Object.values(problems), BuNotFound, BuNotAllowed, ExportNeedsRequest],
  })
  @ApiQuery({ name: 'bu_code', type: String, required: true, example: 'T01' })
  @ApiQuery({
    name: 'field',
    type: String,
    required: false,
    description: 'Column of the value; the first when absent.',
  })
  @ApiQuery({
    name: 'label',
    type: String,
    required: false,
    description: 'Column of the label; the next when absent.',
  })
  @ApiQuery({ name: 'q', type: String, required: false, description: 'Part of label or value.' })
  @ApiQuery({ name: 'limit', type: 'integer', required: false, example: 100 })
  read(
    @Caller() caller: Principal,
    @Param('source') source: string,
    @Query() query: Record<string, string | string[]>,
  ): Promise<LookupItems> {
    return this.lookups.read(caller, source, lookupWishes(query));
  }
}
