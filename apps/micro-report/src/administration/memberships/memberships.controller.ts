import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { administeredController } from '../administered.controller.js';
import { Membership, CreateMembership, UpdateMembership } from './membership.dto.js';
import { MembershipsService } from './memberships.service.js';

const SixRoutes = administeredController({
  noun: 'a membership',
  address: 'id',
  resource: Membership,
  create: CreateMembership,
  update: UpdateMembership,
  permissions: {
    read: 'membership.read',
    create: 'membership.write',
    update: 'membership.write',
    deactivate: 'membership.write',
  },
  summaries: {
    list: 'List who has which role',
    create: 'Give a user a role in an organization',
    read: 'Read a membership',
    deactivate: 'Deactivate a membership; its rights end within seconds',
  },
});

@ApiTags('administration')
@Controller('api/platform/memberships')
export class MembershipsController extends SixRoutes {
  constructor(readonly service: MembershipsService) {
    super();
  }
}
