import { Body, Controller, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Answer,
  BuNotAllowed,
  Caller,
  Conflict,
  ExportNeedsRequest,
  IncomingRequest,
  Operation,
  pageDto,
  RequestInfo,
  type Page,
  type Principal,
} from '@galley/platform';
import type { FastifyReply } from 'fastify';
import { wireColumn } from '../../catalog/source-column.js';
import { formOf } from '../../datasets/answers/registry.js';
import { DatasetResolver, requireServiceSource } from '../../datasets/dataset-resolver.js';
import { requireExportRight } from '../../datasets/export-sources.js';
import * as problems from '../../datasets/dataset-problems.js';
import { DatasetResource } from '../../datasets/http/dataset-resource.js';
import { DatasetSender } from '../../datasets/http/dataset-sender.js';
import { BuNotFound } from '../../units/find-units.js';
import { SourceChecker } from '../check-source.js';
import { SourcePlaces } from '../source-place.js';
import { SourcesService } from '../sources.service.js';
import { PreviewBody, SourceBody } from './source-body.js';
import { SourceCheckResource, SourceDescriptionResource, SourceResource } from './source-resources.js';
import { DescribeQuery, SourcesQuery } from './sources-query.js';

const PREVIEW_ROWS = 50;
const { SourceNotFound, BindingDrift, SourceUnavailable } = problems;

@ApiTags('sources')
@Controller('api/datasets/sources')
export class SourcesController {
  constructor(
    private readonly sources: SourcesService,
    private readonly checker: SourceChecker,
    private readonly places: SourcePlaces,
    private readonly datasets: DatasetResolver,
    private readonly sender: DatasetSender,
  ) {}

  @Get()
  @Allow('dataset-source.read')
  @Operation({ summary: 'List the dataset sources', id: 'listSources', returns: pageDto(SourceResource) })
  list(@Caller() caller: Principal, @Query() query: SourcesQuery): Promise<Page<SourceResource>> {
    return this.sources.list(caller, query);
  }

  @Post()
  @Allow('dataset-source.write')
  @Operation({
    summary: 'Register a dataset source',
    id: 'createSource',
    status: 201,
    returns: SourceResource,
    problems: [Conflict],
  })
  create(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @Body() body: SourceBody,
  ): Promise<Answer<SourceResource>> {
    return this.sources.create(caller, request, body);
  }

  @Get(':name')
  @Allow('dataset-source.read')
  @Operation({
    summary: 'Read a dataset source',
    id: 'readSource',
    returns: SourceResource,
    problems: [SourceNotFound],
  })
  read(@Caller() caller: Principal, @Param('name') name: string): Promise<SourceResource> {
    return this.sources.read(caller, name);
  }

  @Put(':name')
  @Allow('dataset-source.write')
  @Operation({
    summary: 'Replace a dataset source',
    id: 'replaceSource',
    returns: SourceResource,
    problems: [SourceNotFound, Conflict],
  })
  replace(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @Param('name') name: string,
    @Body() body: SourceBody,
  ): Promise<SourceResource> {
    return this.sources.replace(caller, request, name, body);
  }

  @Delete(':name')
  @Allow('dataset-source.write')
  @Operation({
    summary: 'Remove a dataset source',
    id: 'removeSource',
    status: 204,
    problems: [SourceNotFound, Conflict],
  })
  async remove(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @Param('name') name: string,
  ): Promise<void> {
    await this.sources.remove(caller, request, name);
  }

  @Get(':name/describe')
  @Allow('dataset-source.read')
  @Operation({
    summary: 'Describe the live columns and parameters of a source',
    id: 'describeSource',
    returns: SourceDescriptionResource,
    problems: [SourceNotFound, BindingDrift, BuNotFound, BuNotAllowed, SourceUnavailable, ExportNeedsRequest],
  })
  async describe(
    @Caller() caller: Principal,
    @Param('name') name: string,
    @Query() query: DescribeQuery,
  ): Promise<SourceDescriptionResource> {
    const { source, kind, units } = await this.places.find(
      caller,
      name,
      query.bu_code ? [query.bu_code] : null,
    );
    requireExportRight(caller, source);
    const columns = await this.places.look(caller, source, units[0], (place) => kind.describe(place));
    return {
      name: source.name,
      source_type: source.source_type,
      bu_code: units[0]?.bu_code ?? null,
      columns: columns && columns.map(wireColumn),
      params: source.params.map(({ key, type, nullable, default: fallback }) => ({
        filter: key,
        type,
        nullable,
        default: fallback ?? null,
      })),
    };
  }

  @Post(':name/check')
  @Allow('dataset-source.check')
  @Operation({
    summary: 'Check that a source can be read in every business unit',
    id: 'checkSource',
    returns: SourceCheckResource,
    problems: [SourceNotFound],
  })
  check(@Caller() caller: Principal, @Param('name') name: string): Promise<SourceCheckResource> {
    requireServiceSource(caller, name);
    return this.checker.check(caller, name);
  }

  @Post(':name/preview')
  @Allow('dataset.execute')
  @Operation({
    summary: 'Read the first 50 rows of a source',
    id: 'previewSource',
    returns: DatasetResource,
    problems: [...Object.values(problems), BuNotFound, BuNotAllowed, ExportNeedsRequest],
  })
  async preview(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @Param('name') name: string,
    @Body() body: PreviewBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const limit = Math.min(body.limit ?? PREVIEW_ROWS, PREVIEW_ROWS);
    const form = formOf(request.header('accept'));
    await this.sender.send(reply, form, (signal) =>
      this.datasets.open(caller, { ...body, name, limit }, signal),
    );
  }
}
