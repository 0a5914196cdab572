import { Body, Controller, Delete, Get, Post, Query, Res } from '@nestjs/common';
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
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { fileHeaders } from '../archive/file-headers.js';
import { AssetNameTaken } from './asset-problems.js';
import { Asset, AssetQuery, CreateAssetQuery } from './asset.dto.js';
import { AssetsService, presentAsset } from './assets.service.js';
import { ASSET_MEDIA } from './read-image.js';

@ApiTags('assets')
@Controller('api/reports/assets')
export class AssetsController {
  constructor(private readonly assets: AssetsService) {}

  @Get()
  @Allow('asset.read')
  @Operation({
    summary: 'List the pictures that layouts may show',
    id: 'listAssets',
    returns: pageDto(Asset),
  })
  async list(@Caller() caller: Principal, @Query() query: AssetQuery) {
    return mapPage(await this.assets.list(caller, query), presentAsset);
  }

  @Post()
  @Allow('asset.write')
  @Operation({
    summary: 'Store a picture under a name',
    id: 'createAsset',
    description: 'The body is the picture itself: PNG, JPEG or GIF, at most 2 MB.',
    status: 201,
    returns: Asset,
    problems: [AssetNameTaken],
  })
  @ApiConsumes(...ASSET_MEDIA)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  create(
    @Author() author: Author,
    @Query() query: CreateAssetQuery,
    @Body() body: Buffer,
  ): Promise<Answer<Asset>> {
    return this.assets.create(author, query, body);
  }

  @Get(':id')
  @Allow('asset.read')
  @Operation({ summary: 'Read what is known of a picture', id: 'readAsset', returns: Asset })
  async read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Asset> {
    return presentAsset(await this.assets.find(caller, id));
  }

  @Get(':id/content')
  @Allow('asset.read')
  @Operation({ summary: 'Download a picture', id: 'downloadAsset', produces: ASSET_MEDIA })
  async content(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, ...asset } = await this.assets.content(caller, id);
    await reply.headers(fileHeaders(asset)).send(Buffer.from(bytes));
  }

  @Delete(':id')
  @Allow('asset.write')
  @Operation({ summary: 'Remove a picture', id: 'deleteAsset', status: 204 })
  async remove(@Author() author: Author, @UuidParam() id: string): Promise<void> {
    await this.assets.remove(author, id);
  }
}
