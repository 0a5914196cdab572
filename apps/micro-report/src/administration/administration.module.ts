import { Module } from '@nestjs/common';
import { Administration } from './administration.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { BusinessUnitsController } from './business-units/business-units.controller.js';
import { BusinessUnitsService } from './business-units/business-units.service.js';
import { DataSourcesController } from './data-sources/data-sources.controller.js';
import { DataSourcesService } from './data-sources/data-sources.service.js';
import { ReachableData } from './data-sources/reachable-data.js';
import { MembershipsController } from './memberships/memberships.controller.js';
import { MembershipsService } from './memberships/memberships.service.js';
import { OrganizationSeeders } from './organizations/organization-seeders.js';
import { OrganizationsController } from './organizations/organizations.controller.js';
import { OrganizationsService } from './organizations/organizations.service.js';
import { UsersController } from './users/users.controller.js';
import { UsersService } from './users/users.service.js';

/** Who there is: organizations, their units, data, people and keys. */
@Module({
  controllers: [
    OrganizationsController,
    BusinessUnitsController,
    DataSourcesController,
    UsersController,
    MembershipsController,
    ApiKeysController,
  ],
  providers: [
    Administration,
    OrganizationSeeders,
    OrganizationsService,
    BusinessUnitsService,
    DataSourcesService,
    ReachableData,
    UsersService,
    MembershipsService,
    ApiKeysService,
  ],
  exports: [OrganizationSeeders],
})
export class AdministrationModule {}
