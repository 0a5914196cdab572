import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { administeredController } from '../administered.controller.js';
import { ApiKey, CreateApiKey, NewApiKey, UpdateApiKey } from './api-key.dto.js';
import { ApiKeysService } from './api-keys.service.js';

const SixRoutes = administeredController({
  noun: 'an API key',
  address: 'id',
  resource: ApiKey,
  create: CreateApiKey,
  update: UpdateApiKey,
  created: NewApiKey,
  permissions: {
    read: 'api-key.read',
    create: 'api-key.write',
    update: 'api-key.write',
    deactivate: 'api-key.write',
  },
  summaries: {
    list: 'List the API keys, without their secrets',
    create: 'Create an API key and show its secret once',
    read: 'Read an API key, without its secret',
    deactivate: 'Deactivate an API key; it stops working within seconds',
  },
});

@ApiTags('administration')
@Controller('api/platform/api-keys')
export class ApiKeysController extends SixRoutes {
  constructor(readonly service: ApiKeysService) {
    super();
  }
}
