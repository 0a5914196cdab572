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
import { CreateUser, User, UpdateUser } from './user.dto.js';
import { UsersService } from './users.service.js';

@ApiTags('administration')
@Controller('api/platform/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @Operation({
    summary: 'List the people of the organizations the caller administers',
    returns: pageDto(User),
  })
  @Allow('user.read')
  list(@Author() author: Author, @Query() query: AdministrationQuery): Promise<Page<User>> {
    return this.users.list(author, query);
  }

  @Post()
  @Operation({
    summary: 'Create an account with its first roles',
    status: 201,
    returns: User,
    problems: [Conflict],
  })
  @Allow('user.write')
  create(@Author() author: Author, @Body() body: CreateUser): Promise<Answer<User>> {
    return this.users.create(author, body);
  }

  @Get(':id')
  @Operation({ summary: 'Read an account', returns: User })
  @Allow('user.read')
  read(@Author() author: Author, @UuidParam() id: string): Promise<User> {
    return this.users.read(author, id);
  }

  @Put(':id')
  @Operation({ summary: 'Change an account; absent fields stay', returns: User })
  @Allow('user.write')
  update(@Author() author: Author, @UuidParam() id: string, @Body() body: UpdateUser): Promise<User> {
    return this.users.update(author, id, body);
  }

  @Patch(':id')
  @Operation({ summary: 'Change single fields of an account', returns: User })
  @Allow('user.write')
  patch(@Author() author: Author, @UuidParam() id: string, @Body() body: UpdateUser): Promise<User> {
    return this.users.update(author, id, body);
  }

  @Delete(':id')
  @Operation({ summary: 'Deactivate an account', status: 204 })
  @Allow('user.write')
  deactivate(@Author() author: Author, @UuidParam() id: string): Promise<void> {
    return this.users.deactivate(author, id);
  }
}
