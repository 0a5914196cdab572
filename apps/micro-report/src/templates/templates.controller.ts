import { Body, Controller, Delete, Get, Post, Put, Query } from '@nestjs/common';
import {
  Allow,
  Caller,
  IncomingRequest,
  mapPage,
  Operation,
  pageDto,
  RequestInfo,
  UuidParam,
  type Principal,
} from '@galley/platform';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { CreateTemplateBody, UpdateTemplateBody } from './template-bodies.js';
import { CREATE_TEMPLATE_EXAMPLES } from './template-examples.js';
import { StandardTemplate, TemplateNameTaken } from './template-problems.js';
import { TemplateQuery, UnitsQuery } from './template-query.js';
import { TemplateReader } from './template-reader.js';
import { ChangedTemplate, Template } from './template-resources.js';
import { presentTemplate } from './template-row.js';
import { TemplatesService } from './templates.service.js';

const STANDARD_WARNING = {
  code: 'standard-template',
  detail: 'This is a standard template; it keeps your change and no longer follows new releases.',
};

@ApiTags('templates')
@Controller('api/reports/templates')
export class TemplatesController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly reader: TemplateReader,
  ) {}

  @Get()
  @Allow('template.read')
  @Operation({ summary: 'List the templates you may use', id: 'listTemplates', returns: pageDto(Template) })
  async list(@Caller() caller: Principal, @Query() query: TemplateQuery) {
    return mapPage(await this.reader.list(caller, query), presentTemplate);
  }

  @Post()
  @Allow('template.create')
  @Operation({
    summary: 'Create a template',
    id: 'createTemplate',
    status: 201,
    returns: Template,
    problems: [TemplateNameTaken],
  })
  @ApiBody({ type: CreateTemplateBody, examples: CREATE_TEMPLATE_EXAMPLES })
  create(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @Body() body: CreateTemplateBody,
  ) {
    return this.templates.create({ caller, request }, body);
  }

  @Get(':id')
  @Allow('template.read')
  @Operation({ summary: 'Read a template', id: 'readTemplate', returns: Template })
  async read(@Caller() caller: Principal, @UuidParam() id: string, @Query() { bu_code }: UnitsQuery) {
    return presentTemplate(await this.reader.find(caller, id, bu_code));
  }

  @Put(':id')
  @Allow('template.update')
  @Operation({
    summary: 'Change a template',
    id: 'updateTemplate',
    description: 'Fields left out stay as they are; null clears one, or gives it its default again.',
    returns: ChangedTemplate,
    problems: [TemplateNameTaken],
  })
  async update(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @UuidParam() id: string,
    @Body() body: UpdateTemplateBody,
  ) {
    const row = await this.templates.update({ caller, request }, id, body);
    return { ...presentTemplate(row), warnings: row.is_standard ? [STANDARD_WARNING] : [] };
  }

  @Delete(':id')
  @Allow('template.delete')
  @Operation({
    summary: 'Deactivate and remove a template',
    id: 'deleteTemplate',
    status: 204,
    problems: [StandardTemplate],
  })
  async remove(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @UuidParam() id: string,
  ): Promise<void> {
    await this.templates.remove({ caller, request }, id);
  }
}
