import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { PlatformOptions } from '../platform.module.js';
import { serviceDocument } from './service-document.js';

const DOCS = '/api/docs';
const DOCUMENT = '/api/openapi.json';

/** The reading page needs no more of Swagger UI than this. */
const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** Inline scripts are forbidden by our own policy, so the page's one line of code is a file too. */
const INITIALIZER = `SwaggerUIBundle({ url: '${DOCUMENT}', dom_id: '#reader', deepLinking: true, tagsSorter: 'alpha', validatorUrl: null });`;

const page = (title: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="stylesheet" href="${DOCS}/swagger-ui.css">
    <link rel="icon" href="${DOCS}/favicon-32x32.png">
  </head>
  <body>
    <main id="reader"></main>
    <script src="${DOCS}/swagger-ui-bundle.js"></script>
    <script src="${DOCS}/initializer.js"></script>
  </body>
</html>
`;

/** Serves `/api/openapi.json` and a reading page at `/api/docs`. The document is built when it is first asked for. */
export function mountDocumentation(app: NestFastifyApplication, { service, config }: PlatformOptions): void {
  const fastify = app.getHttpAdapter().getInstance();
  const folder = swaggerUiFolder();
  let document: string | undefined;
  fastify.get(DOCUMENT, (_request, reply) => {
    document ??= JSON.stringify(serviceDocument(app, service, config));
    return reply.type('application/json; charset=utf-8').send(document);
  });
  fastify.get(DOCS, (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(page(`Galley ${service}`)),
  );
  fastify.get(`${DOCS}/initializer.js`, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(INITIALIZER),
  );
  for (const [name, type] of Object.entries(ASSETS)) {
    fastify.get(`${DOCS}/${name}`, (_request, reply) =>
      reply
        .type(type)
        .header('cache-control', 'public, max-age=3600')
        .send(createReadStream(path.join(folder, name))),
    );
  }
}

/** Swagger UI comes with @nestjs/swagger; resolved from there, wherever npm has put it. */
function swaggerUiFolder(): string {
  const swagger = createRequire(import.meta.url).resolve('@nestjs/swagger/package.json');
  return path.dirname(createRequire(swagger).resolve('swagger-ui-dist/package.json'));
}
