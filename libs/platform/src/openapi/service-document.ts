import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { rolesHolding } from '../auth/policy.js';
import { ROLES_EXTENSION } from '../auth/route-access.js';
import type { PlatformConfig } from '../config/platform-config.js';
import type { ServiceName } from '../config/tokens.js';
import { exampleOf } from './example-of.js';
import { operationsOf, permissionOf, setExtension, type DocumentedRoute } from './operations.js';
import { addProblemAnswers, PROBLEM_SCHEMA } from './problem-answers.js';

const API_VERSION = '1.0.0';
const DESCRIPTION: Readonly<Record<ServiceName, string>> = {
  'micro-data': 'Runs registered sources and answers datasets: rows with totals, never documents.',
  'micro-report': 'Turns datasets into documents: templates, jobs, archive, printing, administration.',
};

/** The service's OpenAPI 3.1 document: what the decorators say, completed with what holds for all routes. */
export function serviceDocument(
  app: INestApplication,
  service: ServiceName,
  config: Pick<PlatformConfig, 'HOST' | 'MICRO_DATA_PORT' | 'MICRO_REPORT_PORT'>,
): OpenAPIObject {
  const port = service === 'micro-data' ? config.MICRO_DATA_PORT : config.MICRO_REPORT_PORT;
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`Galley ${service}`)
    .setDescription(DESCRIPTION[service])
    .setVersion(API_VERSION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer(`http://${config.HOST}:${port}`)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key' }, 'api_key')
    .build();
  const document = SwaggerModule.createDocument(app, base, { operationIdFactory });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA },
  };
  for (const route of operationsOf(document)) complete(route, document);
  return document;
}

/** `TemplatesController.list` → `listTemplates`. */
function operationIdFactory(controller: string, method: string): string {
  return method + controller.replace(/Controller$/, '');
}

function complete(route: DocumentedRoute, document: OpenAPIObject): void {
  const { operation } = route;
  const permission = permissionOf(operation);
  operation.security = permission === null ? [] : [{ bearer: [] }, { api_key: [] }];
  if (permission !== null) setExtension(operation, ROLES_EXTENSION, rolesHolding(permission));
  addHeaderParameters(route);
  addExamples(route, document);
  addProblemAnswers(route);
}

function addHeaderParameters({ method, path, operation }: DocumentedRoute): void {
  const add = (name: string, description: string, example: string): void => {
    operation.parameters = [
      ...(operation.parameters ?? []),
      { name, in: 'header', required: false, description, schema: { type: 'string' }, example },
    ];
  };
  const isCreation = method === 'post' && ('201' in operation.responses || '202' in operation.responses);
  if (isCreation) add('Idempotency-Key', 'Same key and body → the first answer again.', 'order-4711');
  if (method !== 'get' && method !== 'post' && path.includes('{')) {
    add('If-Match', 'Refuse (412) unless the resource is still in this state.', '"v3"');
  }
}

function addExamples({ operation }: DocumentedRoute, document: OpenAPIObject): void {
  const { requestBody, responses } = operation;
  for (const holder of [requestBody, ...Object.values(responses)]) {
    if (!holder || !('content' in holder)) continue;
    const media = holder.content?.['application/json'];
    if (!media || media.example !== undefined || media.examples !== undefined) continue;
    media.example = exampleOf(media.schema, document);
  }
}
