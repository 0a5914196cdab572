import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Author, Conflict, Operation, pageDto, type Answer, type Page } from '@galley/platform';
import { AdministrationQuery } from '../list-query.js';
import { CreateBusinessUnit, BusinessUnit, UpdateBusinessUnit } from './business-unit.dto.js';
import { BusinessUnitsService } from './business-units.service.js';

@ApiTags('administration')
@Controller('api/platform/business-units')
export class BusinessUnitsController {
  constructor(private readonly businessUnits: BusinessUnitsService) {}

  @Get()
  @Operation({ summary: 'List the business units the caller may see', returns: pageDto(BusinessUnit) })
  @Allow('business-unit.read')
  list(@Author() author: Author, @Query() query: AdministrationQuery): Promise<Page<BusinessUnit>> {
    return this.businessUnits.list(author, query);
  }

  @Post()
  @Operation({
    summary: 'Create a business unit',
    status: 201,
    returns: BusinessUnit,
    problems: [Conflict],
  })
  @Allow('business-unit.write')
  create(@Author() author: Author, @Body() body: CreateBusinessUnit): Promise<Answer<BusinessUnit>> {
    return this.businessUnits.create(author, body);
  }

  @Get(':key')
  @Operation({
    summary: 'Read a business unit by id, or by code in the own organization',
    returns: BusinessUnit,
  })
  @Allow('business-unit.read')
  read(@Author() author: Author, @Param('key') key: string): Promise<BusinessUnit> {
    return this.businessUnits.read(author, key);
  }

  @Put(':key')
  @Operation({ summary: 'Change a business unit; absent fields stay', returns: BusinessUnit })
  @Allow('business-unit.write')
  update(
    @Author() author: Author,
    @Param('key') key: string,
    @Body() body: UpdateBusinessUnit,
  ): Promise<BusinessUnit> {
    return this.businessUnits.update(author, key, body);
  }

  @Patch(':key')
  @Operation({ summary: 'Change single fields of a business unit', returns: BusinessUnit })
  @Allow('business-unit.write')
  patch(
    @Author() author: Author,
    @Param('key') key: string,
    @Body() body: UpdateBusinessUnit,
  ): Promise<BusinessUnit> {
    return this.businessUnits.update(author, key, body);
  }

  @Delete(':key')
  @Operation({ summary: 'Deactivate a business unit', status: 204 })
  @Allow('business-unit.write')
  deactivate(@Author() author: Author, @Param('key') key: string): Promise<void> {
    return this.businessUnits.deactivate(author, key);
  }
}
