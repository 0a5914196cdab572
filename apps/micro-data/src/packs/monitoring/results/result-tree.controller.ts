import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Author, Caller, Operation, UuidParam, type Answer, type Principal } from '@galley/platform';
import { recordDtos } from '../../../records/http/record-dtos.js';
import { permissionsOf } from '../../../records/http/record-permissions.js';
import { problemsOf } from '../../../records/record-problem.js';
import { recordCatalog } from '../../../records/records.module.js';
import type { RecordRow } from '../../../records/statements/select-records.js';
import {
  MoveResultBody,
  PlacedResults,
  ReorderResultsBody,
  ResultTree,
  ResultTreeQuery,
} from './result-tree-resources.js';
import { ResultTreeService } from './result-tree.service.js';

const shape = recordCatalog.of('monitoring.result-nodes');
const { read, write } = permissionsOf(shape);

@ApiTags('monitoring records')
@Controller('api/monitoring/result-nodes')
export class ResultTreeController {
  constructor(private readonly results: ResultTreeService) {}

  @Get('tree')
  @Allow(read)
  @Operation({
    summary: 'Read the results of a program as a tree',
    id: 'readMonitoringResultTree',
    description: 'Every result below the one that it contributes to, in the order of their places.',
    returns: ResultTree,
  })
  read(@Caller() caller: Principal, @Query() { program_id }: ResultTreeQuery): Promise<ResultTree> {
    return this.results.read(caller, program_id);
  }

  @Post(':id/move')
  @Allow(write)
  @Operation({
    summary: 'Move a result',
    id: 'moveMonitoringResultNode',
    description: 'With all that is below it. Those that stood beside it, and will, close ranks.',
    returns: recordDtos(shape).resource,
    problems: [...problemsOf(shape)],
  })
  move(
    @Author() author: Author,
    @UuidParam() id: string,
    @Body() body: MoveResultBody,
  ): Promise<Answer<RecordRow>> {
    return this.results.move(author, id, body);
  }

  @Post('reorder')
  @Allow(write)
  @Operation({
    summary: 'Put results with the same parent in order',
    id: 'reorderMonitoringResultNodes',
    description: 'Names all of them: what somebody added meanwhile is not passed over.',
    returns: PlacedResults,
  })
  reorder(@Author() author: Author, @Body() body: ReorderResultsBody): Promise<Answer<PlacedResults>> {
    return this.results.reorder(author, body);
  }
}
