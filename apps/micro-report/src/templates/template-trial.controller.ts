import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { Allow, Caller, ExportNeedsRequest, Operation, UuidParam, type Principal } from '@galley/platform';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { FILE_TYPES, fileHeaders } from '../archive/file-headers.js';
import { BuRequired } from '../jobs/job-problems.js';
import { requestedFormat } from './requested-format.js';
import { PreviewBody } from './template-bodies.js';
import { TemplateChecker } from './template-check.js';
import { dialogOf } from './template-dialog.js';
import { TemplatePreview } from './template-preview.js';
import { PreviewFailed } from './template-problems.js';
import { UnitsQuery } from './template-query.js';
import { TemplateReader } from './template-reader.js';
import { DialogResource, TemplateCheck } from './template-resources.js';
import { requireRunnable, unitsOf } from './template-visibility.js';

/** What can be found out about a template before it is run. */
@ApiTags('templates')
@Controller('api/reports/templates')
export class TemplateTrialController {
  constructor(
    private readonly reader: TemplateReader,
    private readonly checks: TemplateChecker,
    private readonly previews: TemplatePreview,
  ) {}

  @Get(':id/dialog')
  @Allow('template.read')
  @Operation({
    summary: 'Read the parameter form of a template, defaults resolved now',
    id: 'readTemplateDialog',
    returns: DialogResource,
  })
  async dialog(@Caller() caller: Principal, @UuidParam() id: string, @Query() { bu_code }: UnitsQuery) {
    const template = await this.reader.find(caller, id, bu_code);
    return dialogOf(template, { instant: new Date().toISOString(), timezone: caller.organization.timezone });
  }

  @Post(':id/check')
  @Allow('template.read')
  @Operation({
    summary: 'Check the binding and the layout of a template',
    id: 'checkTemplate',
    returns: TemplateCheck,
  })
  async check(@Caller() caller: Principal, @UuidParam() id: string): Promise<TemplateCheck> {
    return this.checks.check(caller, await this.reader.find(caller, id));
  }

  @Post(':id/preview')
  @Allow('report.generate')
  @Operation({
    summary: 'Make a document of the first rows, at once',
    id: 'previewTemplate',
    produces: FILE_TYPES,
    problems: [PreviewFailed, BuRequired, ExportNeedsRequest],
  })
  async preview(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Body() body: PreviewBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const template = await this.reader.find(caller, id, body.bu_codes);
    if (template.kind === 'export') {
      throw ExportNeedsRequest.error(
        'Ask for the data with POST /api/exports/request; previews of exports are not made.',
      );
    }
    const format = requestedFormat(body.format ?? template.default_format, '/format');
    if (!body.bu_codes?.length && !template.builder_key) {
      throw BuRequired.error('Name the business units to read in bu_codes; "all" is never assumed.', {
        errors: [{ pointer: '/bu_codes', detail: 'is required for this report' }],
      });
    }
    requireRunnable(template, unitsOf(caller, body.bu_codes));
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const { bytes, ...file } = await this.previews.render(caller, template, format, body, gone.signal);
    reply.headers(fileHeaders(file)).send(bytes);
  }
}
