import { Body, Controller, Delete, Get, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Author,
  Conflict,
  Operation,
  pageDto,
  UuidParam,
  type Answer,
  type Page,
} from '@galley/platform';
import { AdministrationQuery } from '../list-query.js';
import { CreateApiKey, NewApiKey, ApiKey, UpdateApiKey } from './api-key.dto.js';
import { ApiKeysService } from './api-keys.service.js';

@ApiTags('administration')
@Controller('api/platform/api-keys')
export class ApiKeysController {
  constructor(private readonly apiKeys: ApiKeysService) {}

  @Get()
  @Operation({ summary: 'List the API keys, without their secrets', returns: pageDto(ApiKey) })
  @Allow('api-key.read')
  list(@Author() author: Author, @Query() query: AdministrationQuery): Promise<Page<ApiKey>> {
    return this.apiKeys.list(author, query);
  }

  @Post()
  @Operation({
    summary: 'Create an API key and show its secret once',
    status: 201,
    returns: NewApiKey,
    problems: [Conflict],
  })
  @Allow('api-key.write')
  create(@Author() author: Author, @Body() body: CreateApiKey): Promise<Answer<NewApiKey>> {
    return this.apiKeys.create(author, body);
  }

  @Get(':id')
  @Operation({ summary: 'Read an API key, without its secret', returns: ApiKey })
  @Allow('api-key.read')
  read(@Author() author: Author, @UuidParam() id: string): Promise<ApiKey> {
    return this.apiKeys.read(author, id);
  }

  @Put(':id')
  @Operation({ summary: 'Change an API key; absent fields stay', returns: ApiKey })
  @Allow('api-key.write')
  update(@Author() author: Author, @UuidParam() id: string, @Body() body: UpdateApiKey): Promise<ApiKey> {
    return this.apiKeys.update(author, id, body);
  }

  @Patch(':id')
  @Operation({ summary: 'Change single fields of an API key', returns: ApiKey })
  @Allow('api-key.write')
  patch(@Author() author: Author, @UuidParam() id: string, @Body() body: UpdateApiKey): Promise<ApiKey> {
    return this.apiKeys.update(author, id, body);
  }

  @Delete(':id')
  @Operation({ summary: 'Deactivate an API key; it stops working within seconds', status: 204 })
  @Allow('api-key.write')
  deactivate(@Author() author: Author, @UuidParam() id: string): Promise<void> {
    return this.apiKeys.deactivate(author, id);
  }
}
