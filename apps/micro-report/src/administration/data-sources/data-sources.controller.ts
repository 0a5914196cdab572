import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Author, Conflict, Operation, pageDto, type Answer, type Page } from '@galley/platform';
import { AdministrationQuery } from '../list-query.js';
import { CreateDataSource, DataSource, UpdateDataSource } from './data-source.dto.js';
import { DataSourcesService } from './data-sources.service.js';

@ApiTags('administration')
@Controller('api/platform/data-sources')
export class DataSourcesController {
  constructor(private readonly dataSources: DataSourcesService) {}

  @Get()
  @Operation({ summary: 'List where business data lives', returns: pageDto(DataSource) })
  @Allow('data-source.read')
  list(@Author() author: Author, @Query() query: AdministrationQuery): Promise<Page<DataSource>> {
    return this.dataSources.list(author, query);
  }

  @Post()
  @Operation({
    summary: 'Name a place where business data lives',
    status: 201,
    returns: DataSource,
    problems: [Conflict],
  })
  @Allow('data-source.write')
  create(@Author() author: Author, @Body() body: CreateDataSource): Promise<Answer<DataSource>> {
    return this.dataSources.create(author, body);
  }

  @Get(':key')
  @Operation({ summary: 'Read a data source by id, or by name in the own organization', returns: DataSource })
  @Allow('data-source.read')
  read(@Author() author: Author, @Param('key') key: string): Promise<DataSource> {
    return this.dataSources.read(author, key);
  }

  @Put(':key')
  @Operation({ summary: 'Change a data source; absent fields stay', returns: DataSource })
  @Allow('data-source.write')
  update(
    @Author() author: Author,
    @Param('key') key: string,
    @Body() body: UpdateDataSource,
  ): Promise<DataSource> {
    return this.dataSources.update(author, key, body);
  }

  @Patch(':key')
  @Operation({ summary: 'Change single fields of a data source', returns: DataSource })
  @Allow('data-source.write')
  patch(
    @Author() author: Author,
    @Param('key') key: string,
    @Body() body: UpdateDataSource,
  ): Promise<DataSource> {
    return this.dataSources.update(author, key, body);
  }

  @Delete(':key')
  @Operation({ summary: 'Deactivate a data source', status: 204 })
  @Allow('data-source.write')
  deactivate(@Author() author: Author, @Param('key') key: string): Promise<void> {
    return this.dataSources.deactivate(author, key);
  }
}
