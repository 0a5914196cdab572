import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Allow,
  BuNotAllowed,
  Caller,
  ExportNeedsRequest,
  IncomingRequest,
  NotAcceptable,
  Operation,
  RequestInfo,
  type Principal,
} from '@galley/platform';
import type { FastifyReply } from 'fastify';
import { BuNotFound } from '../../units/find-units.js';
import { formOf } from '../answers/registry.js';
import { DatasetResolver } from '../dataset-resolver.js';
import * as problems from '../dataset-problems.js';
import { DatasetResource } from './dataset-resource.js';
import { DatasetSender } from './dataset-sender.js';
import { ExecuteBody } from './execute-body.js';

@ApiTags('datasets')
@Controller('api/datasets')
export class DatasetsController {
  constructor(
    private readonly datasets: DatasetResolver,
    private readonly sender: DatasetSender,
  ) {}

  @Post('execute')
  @Allow('dataset.execute')
  @Operation({
    summary: 'Read a dataset',
    id: 'executeDataset',
    description:
      'JSON, or by `Accept` a stream: `application/x-ndjson` (header line, one array per row, trailer line, or a `{"problem"}` line when it fails half-way) or `application/vnd.galley.rows` (frames, between the services).',
    returns: DatasetResource,
    problems: [...Object.values(problems), BuNotAllowed, BuNotFound, ExportNeedsRequest, NotAcceptable],
  })
  async execute(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @Body() body: ExecuteBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = formOf(request.header('accept'));
    await this.sender.send(reply, form, (signal) => this.datasets.open(caller, body, signal));
  }
}
