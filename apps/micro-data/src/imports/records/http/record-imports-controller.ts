import { Readable } from 'node:stream';
import { Body, Controller, Get, Post, Query, Req, Res, type Type } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Author,
  BodyTooLarge,
  Invalid,
  Operation,
  UnsupportedMediaType,
  type Answer,
} from '@galley/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { permissionsOf } from '../../../records/http/record-permissions.js';
import { pluralOf } from '../../../records/http/record-operations.js';
import type { EntityShape } from '../../../records/shape/record-shape.js';
import type { FileKind } from '../../files/file-kind.js';
import { FILE_KINDS, fileKindOf } from '../../files/registry.js';
import { ImportRejected } from '../../import-rejected.js';
import { importColumns } from '../import-columns.js';
import { RecordImports } from '../record-imports.service.js';
import { RecordImportQuery, RecordImportResult, TemplateQuery } from './record-import-resources.js';

const MEDIA_TYPES = FILE_KINDS.map(({ media_type }) => media_type);
const TEMPLATES = FILE_KINDS.filter(({ template }) => template !== null);

/** The import of an entity: a controller of its own, so that the API document says which columns it takes. */
export function recordImportsController(shape: EntityShape): Type {
  const { full_name, label, entity } = shape;
  const { importing } = permissionsOf(shape);
  const columns = importColumns(shape).filter(({ isAlternative }) => !isAlternative);

  @ApiTags('imports')
  @Controller(`api/imports/${full_name}`)
  class RecordImportsController {
    constructor(readonly imports: RecordImports) {}

    @Post()
    @Allow(importing)
    @Operation({
      summary: `Import ${pluralOf(label)}`,
      id: `import${entity.resource}s`,
      description: `A file with a heading (CSV, XLSX) or one object per line (NDJSON). Columns: ${columns.map(({ name }) => name).join(', ')}. What is there already is found by ${entity.key.join(', ')} and changed in the columns that the file has${shape.state === null ? '' : `, ${shape.state} excepted`}. All records or none, unless \`mode=partial\`.`,
      returns: RecordImportResult,
      problems: [ImportRejected, BodyTooLarge],
    })
    @ApiConsumes(...MEDIA_TYPES)
    @ApiBody({ schema: { type: 'string', format: 'binary' } })
    run(
      @Author() author: Author,
      @Query() query: RecordImportQuery,
      @Body() body: unknown,
      @Req() request: FastifyRequest,
    ): Promise<Answer<RecordImportResult>> {
      const kind = fileKindOf(author.request.header('content-type'));
      if (!kind || !(body instanceof Readable)) {
        throw UnsupportedMediaType.error(`Send the body as ${MEDIA_TYPES.join(' or ')}.`);
      }
      const { dry_run = false, mode = 'all', delimiter = null, decimal = null } = query;
      const timezone = zoneOf(query.timezone) ?? author.caller.organization.timezone;
      const wish = { shape, kind, dialect: { delimiter, decimal, timezone }, dry_run, mode };
      // Equal files have equal digests, which tell a repeated request from another.
      return this.imports.run(author, wish, body, (sha256) => (request.rawBody = sha256));
    }

    @Get('template')
    @Allow(importing)
    @Operation({
      summary: `Download an empty file for ${pluralOf(label)}`,
      id: `template${entity.resource}s`,
      produces: TEMPLATES.map(({ media_type }) => media_type),
    })
    async template(@Query() { format = 'csv' }: TemplateQuery, @Res() reply: FastifyReply): Promise<void> {
      const kind = TEMPLATES.find(({ key }) => key === format) as FileKind;
      const bytes = await kind.template?.(columns);
      void reply
        .type(kind.media_type)
        .header('content-disposition', `attachment; filename="${full_name}.${kind.key}"`)
        .send(bytes);
    }
  }
  Object.defineProperty(RecordImportsController, 'name', { value: `${entity.resource}ImportsController` });
  return RecordImportsController;
}

function zoneOf(name: string | undefined): string | null {
  if (name === undefined) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw Invalid.error('The parameter timezone is not valid.', {
      errors: [{ pointer: 'timezone', detail: 'must be an IANA time zone such as America/Chicago' }],
    });
  }
}
