import { Body, Delete, Get, Param, Patch, Post, Put, Query, type Type } from '@nestjs/common';
import {
  Allow,
  Author,
  Conflict,
  Operation,
  pageDto,
  UuidParam,
  type Answer,
  type Page,
  type Permission,
} from '@galley/platform';
import { AdministrationQuery } from './list-query.js';

/** What the routes ask of the service behind them. */
export interface AdministeredRoutes<Resource, Create, Update> {
  list(author: Author, query: AdministrationQuery): Promise<Page<Resource>>;
  create(author: Author, body: Create): Promise<Answer<Resource>>;
  read(author: Author, key: string): Promise<Resource>;
  update(author: Author, key: string, body: Update): Promise<Resource>;
  deactivate(author: Author, key: string): Promise<void>;
}

export interface AdministeredOptions<Resource, Create, Update> {
  readonly resource: Type<Resource>;
  readonly create: Type<Create>;
  readonly update: Type<Update>;
  /** What creation answers, when it says more than the resource does later. */
  readonly created?: Type<Resource>;
  /** The parameter in the address: `id` is a UUID, `key` may also be the entity's own code or name. */
  readonly address: 'id' | 'key';
  readonly permissions: Readonly<Record<'read' | 'create' | 'update' | 'deactivate', Permission>>;
  /** With its article, for the summaries of changes: `an account`. */
  readonly noun: string;
  readonly summaries: Readonly<Record<'list' | 'create' | 'read' | 'deactivate', string>>;
}

/** The six routes of an administered resource; the controller that extends it says where they are and who serves them. */
export function administeredController<Resource, Create, Update>(
  options: AdministeredOptions<Resource, Create, Update>,
) {
  const { resource, address, permissions, noun, summaries } = options;
  const Key = () => (address === 'id' ? UuidParam() : Param(address));

  abstract class AdministeredController {
    abstract readonly service: AdministeredRoutes<Resource, Create, Update>;

    @Get()
    @Operation({ summary: summaries.list, returns: pageDto(resource) })
    @Allow(permissions.read)
    list(@Author() author: Author, @Query() query: AdministrationQuery): Promise<Page<Resource>> {
      return this.service.list(author, query);
    }

    @Post()
    @Operation({
      summary: summaries.create,
      status: 201,
      returns: options.created ?? resource,
      problems: [Conflict],
    })
    @Allow(permissions.create)
    @ParameterTypes(Object, options.create)
    create(@Author() author: Author, @Body() body: Create): Promise<Answer<Resource>> {
      return this.service.create(author, body);
    }

    @Get(`:${address}`)
    @Operation({ summary: summaries.read, returns: resource })
    @Allow(permissions.read)
    read(@Author() author: Author, @Key() key: string): Promise<Resource> {
      return this.service.read(author, key);
    }

    @Put(`:${address}`)
    @Operation({ summary: `Change ${noun}; absent fields stay`, returns: resource })
    @Allow(permissions.update)
    @ParameterTypes(Object, String, options.update)
    update(@Author() author: Author, @Key() key: string, @Body() body: Update): Promise<Resource> {
      return this.service.update(author, key, body);
    }

    @Patch(`:${address}`)
    @Operation({ summary: `Change single fields of ${noun}`, returns: resource })
    @Allow(permissions.update)
    @ParameterTypes(Object, String, options.update)
    patch(@Author() author: Author, @Key() key: string, @Body() body: Update): Promise<Resource> {
      return this.service.update(author, key, body);
    }

    @Delete(`:${address}`)
    @Operation({ summary: summaries.deactivate, status: 204 })
    @Allow(permissions.deactivate)
    deactivate(@Author() author: Author, @Key() key: string): Promise<void> {
      return this.service.deactivate(author, key);
    }
  }
  return AdministeredController;
}

/**
 * Validation and documentation learn the class of a body from what the compiler notes beside the method. Here it is a
 * type parameter, which the compiler cannot note.
 */
function ParameterTypes(...types: readonly unknown[]): MethodDecorator {
  return Reflect.metadata('design:paramtypes', types);
}
