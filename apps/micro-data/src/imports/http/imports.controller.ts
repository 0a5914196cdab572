import { Body, Controller, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Allow, Author, BuNotAllowed, Operation, UnsupportedMediaType, type Answer } from '@galley/platform';
import {
  BindingDrift,
  BuRequired,
  SourceFailed,
  SourceUnavailable,
} from '../../datasets/dataset-problems.js';
import { BuNotFound } from '../../units/find-units.js';
import { ImportNotInstalled } from '../import-writer.js';
import type { Importer } from '../importer.js';
import { ImportRejected } from '../import-rejected.js';
import { ImportsService } from '../imports.service.js';
import { ublDocument } from '../ubl/ubl-document.js';
import { ImportQuery, ImportResult } from './import-resources.js';

/** What any import may refuse. */
const PROBLEMS = [
  ImportRejected,
  ImportNotInstalled,
  BuRequired,
  BuNotFound,
  BuNotAllowed,
  BindingDrift,
  SourceUnavailable,
  SourceFailed,
];

/** Uploads, one route per importer: each says in the API document what it takes. */
@ApiTags('imports')
@Controller('api/imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post(ublDocument.entity)
  @Allow('import.run')
  @Operation({
    summary: 'Import a UBL document',
    id: 'importUblDocument',
    description:
      'An order, request for quotation, receipt advice, credit note or invoice in UBL 2.0 or 2.1, at most 5 MB. Amounts are taken over as stated; the same type, number and seller again replaces it.',
    returns: ImportResult,
    problems: PROBLEMS,
  })
  @ApiConsumes(...ublDocument.media_types)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  ubl(
    @Author() author: Author,
    @Query() query: ImportQuery,
    @Body() body: Buffer,
  ): Promise<Answer<ImportResult>> {
    return this.run(ublDocument, author, query, body);
  }

  private run(
    importer: Importer,
    author: Author,
    { bu_code, dry_run = false }: ImportQuery,
    body: unknown,
  ): Promise<Answer<ImportResult>> {
    if (!Buffer.isBuffer(body)) {
      throw UnsupportedMediaType.error(`Send the body as ${importer.media_types.join(' or ')}.`);
    }
    return this.imports.run(author, { importer, bu_code: bu_code ?? null, dry_run }, body);
  }
}
