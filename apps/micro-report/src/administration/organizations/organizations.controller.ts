import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { administeredController } from '../administered.controller.js';
import { Organization, CreateOrganization, UpdateOrganization } from './organization.dto.js';
import { OrganizationsService } from './organizations.service.js';

const SixRoutes = administeredController({
  noun: 'an organization',
  address: 'key',
  resource: Organization,
  create: CreateOrganization,
  update: UpdateOrganization,
  permissions: {
    read: 'organization.read',
    create: 'organization.create',
    update: 'organization.update',
    deactivate: 'organization.deactivate',
  },
  summaries: {
    list: 'List the organizations the caller administers',
    create: 'Create an organization and seed its templates',
    read: 'Read an organization by id or code',
    deactivate: 'Deactivate an organization; its tokens stop working',
  },
});

@ApiTags('administration')
@Controller('api/platform/organizations')
export class OrganizationsController extends SixRoutes {
  constructor(readonly service: OrganizationsService) {
    super();
  }
}
