import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import {
  Allow,
  BuNotAllowed,
  Caller,
  IncomingRequest,
  mapPage,
  Operation,
  pageDto,
  RequestInfo,
  Unavailable,
  UuidParam,
  type Principal,
} from '@galley/platform';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { FILE_TYPES, fileHeaders } from '../archive/file-headers.js';
import { BuRequired } from '../jobs/job-problems.js';
import { PreviewFailed, TemplateNameTaken } from '../templates/template-problems.js';
import { Template } from '../templates/template-resources.js';
import { presentTemplate } from '../templates/template-row.js';
import {
  BuilderSourcesQuery,
  DesignedTemplateQuery,
  LiveUnitQuery,
  PreviewDesign,
} from './builder-bodies.js';
import { DESIGN_EXAMPLES, PREVIEW_EXAMPLES } from './builder-examples.js';
import { DesignOutdated, NotBuilt, SourceUnreadable } from './builder-problems.js';
import {
  BuilderSource,
  BuilderSourceDetail,
  DesignCheck,
  DesignedTemplate,
  presentSource,
} from './builder-resources.js';
import { requireSource } from './design-compiler.js';
import { DesignPreview } from './design-preview.js';
import { DesignsService } from './designs.service.js';
import { ReportDesign } from './report-design.js';
import { SourceCatalog } from './source-catalog.js';

/** Reports put together from a source: columns, filters, groups, totals and a chart become a template. */
@ApiTags('report builder')
@Controller('api/reports/builder')
export class BuilderController {
  constructor(
    private readonly catalog: SourceCatalog,
    private readonly designs: DesignsService,
    private readonly previews: DesignPreview,
  ) {}

  @Get('sources')
  @Allow('template.create')
  @Operation({
    summary: 'List the sources that reports can be built on',
    id: 'listBuilderSources',
    returns: pageDto(BuilderSource),
    problems: [Unavailable],
  })
  async sources(@Caller() caller: Principal, @Query() query: BuilderSourcesQuery) {
    const page = await this.catalog.list(caller, { ...query });
    return mapPage(page, ({ name, label, source_type, builder_key }): BuilderSource => {
      return { name, label, source_type, builder_key };
    });
  }

  @Get('sources/:name')
  @Allow('template.create')
  @Operation({
    summary: 'Describe what a report can be made of: live columns and what may be done with each',
    id: 'describeBuilderSource',
    returns: BuilderSourceDetail,
    problems: [SourceUnreadable, BuNotAllowed, Unavailable],
  })
  async source(
    @Caller() caller: Principal,
    @Param('name') name: string,
    @Query() { bu_code }: LiveUnitQuery,
  ): Promise<BuilderSourceDetail> {
    return presentSource(requireSource(await this.catalog.find(caller, name, bu_code)));
  }

  @Post('check')
  @Allow('template.create')
  @Operation({
    summary: 'Check a design against the live columns of its source',
    id: 'checkDesign',
    description:
      'What the source cannot give is a problem with a pointer into the design; nothing is stored.',
    returns: DesignCheck,
    problems: [BuNotAllowed, Unavailable],
  })
  @ApiBody({ type: ReportDesign, examples: DESIGN_EXAMPLES })
  check(
    @Caller() caller: Principal,
    @Query() { bu_code }: LiveUnitQuery,
    @Body() design: ReportDesign,
  ): Promise<DesignCheck> {
    return this.designs.check(caller, design, bu_code);
  }

  @Post('preview')
  @Allow('template.create')
  @Operation({
    summary: 'Make a document of the first rows of a design, at once',
    id: 'previewDesign',
    produces: FILE_TYPES,
    problems: [PreviewFailed, BuRequired, BuNotAllowed, Unavailable],
  })
  @ApiBody({ type: PreviewDesign, examples: PREVIEW_EXAMPLES })
  async preview(
    @Caller() caller: Principal,
    @Body() body: PreviewDesign,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const { bytes, ...file } = await this.previews.render(caller, body, gone.signal);
    reply.headers(fileHeaders(file)).send(bytes);
  }

  @Post('templates')
  @Allow('template.create')
  @Operation({
    summary: 'Create a template from a design',
    id: 'createDesignedTemplate',
    status: 201,
    returns: Template,
    problems: [TemplateNameTaken, Unavailable],
  })
  @ApiBody({ type: ReportDesign, examples: DESIGN_EXAMPLES })
  create(@Caller() caller: Principal, @RequestInfo() request: IncomingRequest, @Body() design: ReportDesign) {
    return this.designs.create({ caller, request }, design);
  }

  @Get('templates/:id')
  @Allow('template.read')
  @Operation({
    summary: 'Read the design of a template',
    id: 'readDesign',
    description: 'Put `design` back, changed, to make a new version.',
    returns: DesignedTemplate,
    problems: [DesignOutdated, NotBuilt],
  })
  read(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() { overwrite = false }: DesignedTemplateQuery,
  ): Promise<DesignedTemplate> {
    return this.designs.read(caller, id, overwrite);
  }

  @Put('templates/:id')
  @Allow('template.update')
  @Operation({
    summary: 'Make a new version of a template from a design',
    id: 'replaceDesign',
    description: 'What a design does not speak of (business units, signatures, locale …) stays as it is.',
    returns: Template,
    problems: [DesignOutdated, NotBuilt, TemplateNameTaken, Unavailable],
  })
  @ApiBody({ type: ReportDesign, examples: DESIGN_EXAMPLES })
  async replace(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @UuidParam() id: string,
    @Query() { overwrite = false }: DesignedTemplateQuery,
    @Body() design: ReportDesign,
  ) {
    return presentTemplate(await this.designs.replace({ caller, request }, id, design, overwrite));
  }
}
