import { Body, Controller, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, Author, BuNotAllowed, Operation, UnsupportedMediaType, type Answer } from '@galley/platform';
import {
  BindingDrift,
  BuRequired,
  SourceFailed,
  SourceUnavailable,
} from '../../datasets/dataset-problems.js';
import { BuNotFound } from '../../units/find-units.js';
import { ImportNotInstalled } from '../import-writer.js';
import { ImportRejected, ImportsService, ImportUnknown } from '../imports.service.js';
import { IMPORT_ENTITIES, IMPORT_MEDIA } from '../registry.js';
import { ImportQuery, ImportResult } from './import-resources.js';

@ApiTags('imports')
@Controller('api/imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post(':entity')
  @Allow('import.run')
  @Operation({
    summary: 'Import records of a business unit',
    id: 'importRecords',
    description:
      'All or nothing. `ubl-document`: an order, request for quotation, receipt advice, credit note or invoice in UBL 2.0 or 2.1, at most 5 MB; the same type, number and seller again replaces it.',
    returns: ImportResult,
    problems: [
      ImportUnknown,
      ImportRejected,
      ImportNotInstalled,
      BuRequired,
      BuNotFound,
      BuNotAllowed,
      BindingDrift,
      SourceUnavailable,
      SourceFailed,
    ],
  })
  @ApiParam({ name: 'entity', enum: [...IMPORT_ENTITIES] })
  @ApiConsumes(...IMPORT_MEDIA)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  run(
    @Author() author: Author,
    @Param('entity') entity: string,
    @Query() query: ImportQuery,
    @Body() body: Buffer,
  ): Promise<Answer<ImportResult>> {
    if (!Buffer.isBuffer(body)) {
      throw UnsupportedMediaType.error(`Send the body as ${IMPORT_MEDIA.join(' or ')}.`);
    }
    const wish = { entity, bu_code: query.bu_code ?? null, dry_run: query.dry_run ?? false };
    return this.imports.run(author, wish, body);
  }
}
