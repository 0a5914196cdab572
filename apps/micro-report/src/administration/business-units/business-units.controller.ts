import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { administeredController } from '../administered.controller.js';
import { BusinessUnit, CreateBusinessUnit, UpdateBusinessUnit } from './business-unit.dto.js';
import { BusinessUnitsService } from './business-units.service.js';

const SixRoutes = administeredController({
  noun: 'a business unit',
  address: 'key',
  resource: BusinessUnit,
  create: CreateBusinessUnit,
  update: UpdateBusinessUnit,
  permissions: {
    read: 'business-unit.read',
    create: 'business-unit.write',
    update: 'business-unit.write',
    deactivate: 'business-unit.write',
  },
  summaries: {
    list: 'List the business units the caller may see',
    create: 'Create a business unit',
    read: 'Read a business unit by id, or by code in the own organization',
    deactivate: 'Deactivate a business unit',
  },
});

@ApiTags('administration')
@Controller('api/platform/business-units')
export class BusinessUnitsController extends SixRoutes {
  constructor(readonly service: BusinessUnitsService) {
    super();
  }
}
