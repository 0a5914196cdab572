import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Author,
  Operation,
  pageDto,
  PageQuery,
  UuidParam,
  type Answer,
  type Page,
} from '@galley/platform';
import { BUFDIR_REPORTS } from '../reports/grants-permissions.js';
import { AnnotationBody, BufdirAnnotation } from './annotation-resource.js';
import { Annotations } from './annotations.service.js';

@ApiTags('grants reports')
@Controller('api/grants/reports/:id/annotations')
export class AnnotationsController {
  constructor(private readonly annotations: Annotations) {}

  @Get()
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'List the annotations of a Bufdir report, the newest first',
    id: 'listBufdirAnnotations',
    returns: pageDto(BufdirAnnotation),
  })
  list(
    @Author() author: Author,
    @UuidParam() id: string,
    @Query() query: PageQuery,
  ): Promise<Page<BufdirAnnotation>> {
    return this.annotations.list(author, id, query);
  }

  @Post()
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'Annotate a Bufdir report, a submitted one too',
    id: 'annotateBufdirReport',
    status: 201,
    returns: BufdirAnnotation,
  })
  add(
    @Author() author: Author,
    @UuidParam() id: string,
    @Body() body: AnnotationBody,
  ): Promise<Answer<BufdirAnnotation>> {
    return this.annotations.add(author, id, body);
  }
}
