import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import {
  Allow,
  Author,
  Caller,
  mapPage,
  Operation,
  pageDto,
  UuidParam,
  type Answer,
  type Principal,
} from '@galley/platform';
import { ApiTags } from '@nestjs/swagger';
import { FileExpired } from '../archive/archive-problems.js';
import { ExportDownloadOnly } from '../archive/export-files.js';
import { AccessesQuery, Share, ShareAccess, ShareBody, SharesQuery } from './share.dto.js';
import { presentShare, SharesService } from './shares.service.js';

@ApiTags('sharing')
@Controller('api/reports')
export class SharesController {
  constructor(private readonly shares: SharesService) {}

  @Post('generated/:id/share')
  @Allow('archive.share')
  @Operation({
    summary: 'Make a link by which others download a file without logging in',
    id: 'shareGeneratedReport',
    description: 'The address is told once. Repeated with the same Idempotency-Key, the answer lacks it.',
    status: 201,
    returns: Share,
    problems: [FileExpired, ExportDownloadOnly],
  })
  create(@Author() author: Author, @UuidParam() id: string, @Body() body: ShareBody): Promise<Answer<Share>> {
    return this.shares.create(author, id, body);
  }

  @Get('generated/:id/shares')
  @Allow('archive.share')
  @Operation({ summary: 'List the links to a file', id: 'listShares', returns: pageDto(Share) })
  async list(@Caller() caller: Principal, @UuidParam() id: string, @Query() query: SharesQuery) {
    return mapPage(await this.shares.list(caller, id, query), presentShare);
  }

  @Delete('shares/:id')
  @Allow('share.revoke')
  @Operation({ summary: 'Revoke a link, at once', id: 'revokeShare', status: 204 })
  revoke(@Author() author: Author, @UuidParam() id: string): Promise<void> {
    return this.shares.revoke(author, id);
  }

  @Get('shares/:id/accesses')
  @Allow('archive.share')
  @Operation({
    summary: 'List who was at a link, and what they got',
    id: 'listShareAccesses',
    returns: pageDto(ShareAccess),
  })
  accesses(@Caller() caller: Principal, @UuidParam() id: string, @Query() query: AccessesQuery) {
    return this.shares.accesses(caller, id, query);
  }
}
