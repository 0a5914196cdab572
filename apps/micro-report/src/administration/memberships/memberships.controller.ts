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
import { CreateMembership, Membership, UpdateMembership } from './membership.dto.js';
import { MembershipsService } from './memberships.service.js';

@ApiTags('administration')
@Controller('api/platform/memberships')
export class MembershipsController {
  constructor(private readonly memberships: MembershipsService) {}

  @Get()
  @Operation({ summary: 'List who has which role', returns: pageDto(Membership) })
  @Allow('membership.read')
  list(@Author() author: Author, @Query() query: AdministrationQuery): Promise<Page<Membership>> {
    return this.memberships.list(author, query);
  }

  @Post()
  @Operation({
    summary: 'Give a user a role in an organization',
    status: 201,
    returns: Membership,
    problems: [Conflict],
  })
  @Allow('membership.write')
  create(@Author() author: Author, @Body() body: CreateMembership): Promise<Answer<Membership>> {
    return this.memberships.create(author, body);
  }

  @Get(':id')
  @Operation({ summary: 'Read a membership', returns: Membership })
  @Allow('membership.read')
  read(@Author() author: Author, @UuidParam() id: string): Promise<Membership> {
    return this.memberships.read(author, id);
  }

  @Put(':id')
  @Operation({ summary: 'Change a membership; absent fields stay', returns: Membership })
  @Allow('membership.write')
  update(
    @Author() author: Author,
    @UuidParam() id: string,
    @Body() body: UpdateMembership,
  ): Promise<Membership> {
    return this.memberships.update(author, id, body);
  }

  @Patch(':id')
  @Operation({ summary: 'Change single fields of a membership', returns: Membership })
  @Allow('membership.write')
  patch(
    @Author() author: Author,
    @UuidParam() id: string,
    @Body() body: UpdateMembership,
  ): Promise<Membership> {
    return this.memberships.update(author, id, body);
  }

  @Delete(':id')
  @Operation({ summary: 'Deactivate a membership; its rights end within seconds', status: 204 })
  @Allow('membership.write')
  deactivate(@Author() author: Author, @UuidParam() id: string): Promise<void> {
    return this.memberships.deactivate(author, id);
  }
}
