import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Author, Conflict, Operation, pageDto, type Answer, type Page } from '@galley/platform';
import { AdministrationQuery } from '../list-query.js';
import { CreateOrganization, Organization, UpdateOrganization } from './organization.dto.js';
import { OrganizationsService } from './organizations.service.js';

@ApiTags('administration')
@Controller('api/platform/organizations')
export class OrganizationsController {
  constructor(private readonly organizations: OrganizationsService) {}

  @Get()
  @Operation({ summary: 'List the organizations the caller administers', returns: pageDto(Organization) })
  @Allow('organization.read')
  list(@Author() author: Author, @Query() query: AdministrationQuery): Promise<Page<Organization>> {
    return this.organizations.list(author, query);
  }

  @Post()
  @Operation({
    summary: 'Create an organization and seed its templates',
    status: 201,
    returns: Organization,
    problems: [Conflict],
  })
  @Allow('organization.create')
  create(@Author() author: Author, @Body() body: CreateOrganization): Promise<Answer<Organization>> {
    return this.organizations.create(author, body);
  }

  @Get(':key')
  @Operation({ summary: 'Read an organization by id or code', returns: Organization })
  @Allow('organization.read')
  read(@Author() author: Author, @Param('key') key: string): Promise<Organization> {
    return this.organizations.read(author, key);
  }

  @Put(':key')
  @Operation({ summary: 'Change an organization; absent fields stay', returns: Organization })
  @Allow('organization.update')
  update(
    @Author() author: Author,
    @Param('key') key: string,
    @Body() body: UpdateOrganization,
  ): Promise<Organization> {
    return this.organizations.update(author, key, body);
  }

  @Patch(':key')
  @Operation({ summary: 'Change single fields of an organization', returns: Organization })
  @Allow('organization.update')
  patch(
    @Author() author: Author,
    @Param('key') key: string,
    @Body() body: UpdateOrganization,
  ): Promise<Organization> {
    return this.organizations.update(author, key, body);
  }

  @Delete(':key')
  @Operation({ summary: 'Deactivate an organization; its tokens stop working', status: 204 })
  @Allow('organization.deactivate')
  deactivate(@Author() author: Author, @Param('key') key: string): Promise<void> {
    return this.organizations.deactivate(author, key);
  }
}
