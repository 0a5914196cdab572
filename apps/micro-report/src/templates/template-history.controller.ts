import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import {
  Allow,
  Caller,
  IncomingRequest,
  mapPage,
  NotFound,
  Operation,
  pageDto,
  PageQuery,
  RequestInfo,
  UuidParam,
  type Principal,
} from '@galley/platform';
import { attachmentOf } from '@galley/storage';
import { templateDocumentOf } from '@galley/template';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { TemplateDocumentBody } from './template-bodies.js';
import { TemplateNameTaken } from './template-problems.js';
import { TemplateReader } from './template-reader.js';
import { Template, TemplateSnapshot, TemplateVersionEntry } from './template-resources.js';
import { authoredFields } from './template-row.js';
import { checkedFields } from './template-writer.js';
import { TemplatesService } from './templates.service.js';

export class ImportQuery {
  @ApiPropertyOptional({
    type: String,
    description: 'Name to give it, where the one in the document is taken.',
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name?: string;
}

/** Templates over time and between installations. */
@ApiTags('templates')
@Controller('api/reports/templates')
export class TemplateHistoryController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly reader: TemplateReader,
  ) {}

  @Get(':id/versions')
  @Allow('template.read')
  @Operation({
    summary: 'List the versions of a template',
    id: 'listTemplateVersions',
    returns: pageDto(TemplateVersionEntry),
  })
  async versions(@Caller() caller: Principal, @UuidParam() id: string, @Query() query: PageQuery) {
    return mapPage(
      await this.templates.versions(caller, id, query),
      ({ id: version_id, version, created_at, created_by_id }) => ({
        id: version_id,
        version,
        created_at,
        created_by_id,
      }),
    );
  }

  @Get(':id/versions/:version')
  @Allow('template.read')
  @Operation({ summary: 'Read a template as it was', id: 'readTemplateVersion', returns: TemplateSnapshot })
  async version(@Caller() caller: Principal, @UuidParam() id: string, @Param('version') version: string) {
    const {
      id: version_id,
      snapshot,
      created_at,
      created_by_id,
      ...found
    } = await this.templates.version(caller, id, numberOf(version));
    return { id: version_id, version: found.version, created_at, created_by_id, snapshot };
  }

  @Post(':id/versions/:version/restore')
  @Allow('template.update')
  @Operation({
    summary: 'Make an earlier version the newest one',
    id: 'restoreTemplateVersion',
    returns: Template,
    problems: [TemplateNameTaken],
  })
  restore(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @UuidParam() id: string,
    @Param('version') version: string,
  ) {
    return this.templates.restore({ caller, request }, id, numberOf(version));
  }

  @Get(':id/export')
  @Allow('template.read')
  @Operation({
    summary: 'Export a template as a document',
    id: 'exportTemplate',
    description: 'What its author decided, without identity, owner and history; `import` takes it.',
    returns: TemplateDocumentBody,
  })
  async export(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const row = await this.reader.find(caller, id);
    reply.header('content-disposition', attachmentOf(`${row.name}.template.json`));
    return templateDocumentOf(checkedFields(authoredFields(row)));
  }

  @Post('import')
  @Allow('template.create')
  @Operation({
    summary: 'Create a template from an export document',
    id: 'importTemplate',
    status: 201,
    returns: Template,
    problems: [TemplateNameTaken],
  })
  import(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @Query() { name }: ImportQuery,
    @Body() body: TemplateDocumentBody,
  ) {
    return this.templates.import({ caller, request }, body, name);
  }
}

function numberOf(version: string): number {
  if (/^[1-9]\d{0,8}$/.test(version)) return Number(version);
  throw NotFound.error('The template has no such version.');
}
