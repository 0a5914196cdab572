import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { administeredController } from '../administered.controller.js';
import { User, CreateUser, UpdateUser } from './user.dto.js';
import { UsersService } from './users.service.js';

const SixRoutes = administeredController({
  noun: 'an account',
  address: 'id',
  resource: User,
  create: CreateUser,
  update: UpdateUser,
  permissions: {
    read: 'user.read',
    create: 'user.write',
    update: 'user.write',
    deactivate: 'user.write',
  },
  summaries: {
    list: 'List the people of the organizations the caller administers',
    create: 'Create an account with its first roles',
    read: 'Read an account',
    deactivate: 'Deactivate an account',
  },
});

@ApiTags('administration')
@Controller('api/platform/users')
export class UsersController extends SixRoutes {
  constructor(readonly service: UsersService) {
    super();
  }
}
