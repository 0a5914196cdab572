import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { administeredController } from '../administered.controller.js';
import { DataSource, CreateDataSource, UpdateDataSource } from './data-source.dto.js';
import { DataSourcesService } from './data-sources.service.js';

const SixRoutes = administeredController({
  noun: 'a data source',
  address: 'key',
  resource: DataSource,
  create: CreateDataSource,
  update: UpdateDataSource,
  permissions: {
    read: 'data-source.read',
    create: 'data-source.write',
    update: 'data-source.write',
    deactivate: 'data-source.write',
  },
  summaries: {
    list: 'List where business data lives',
    create: 'Name a place where business data lives',
    read: 'Read a data source by id, or by name in the own organization',
    deactivate: 'Deactivate a data source',
  },
});

@ApiTags('administration')
@Controller('api/platform/data-sources')
export class DataSourcesController extends SixRoutes {
  constructor(readonly service: DataSourcesService) {
    super();
  }
}
