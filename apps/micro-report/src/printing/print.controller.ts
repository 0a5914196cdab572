import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import {
  Allow,
  Author,
  BuNotAllowed,
  Caller,
  Operation,
  pageDto,
  mapPage,
  PageQuery,
  type Answer,
  type Principal,
} from '@galley/platform';
import { ApiBody, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { fileHeaders } from '../archive/file-headers.js';
import { GenerateService } from '../generate/generate.service.js';
import { BuRequired, QueueFull } from '../jobs/job-problems.js';
import { Job } from '../jobs/job-resource.js';
import type { JobView } from '../jobs/job-view.js';
import { CreateDocumentType, DocumentType, PrintLayout } from './document-type.dto.js';
import { DocumentTypesService, presentType } from './document-types.service.js';
import { BATCH_EXAMPLES, PRINT_EXAMPLES, PrintBatchBody, PrintBody } from './print-bodies.js';
import { PrintMenu } from './print-menu.service.js';
import { PrintOnce } from './print-once.service.js';
import {
  DocumentNotFound,
  DocumentTypeTaken,
  DocumentTypeUnknown,
  NoPrintMapping,
  PrintFailed,
} from './print-problems.js';

export class PrintQuery {
  @ApiPropertyOptional({ type: String, example: 'PO', description: 'Required.' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  document_type?: string;

  @ApiPropertyOptional({ type: String, example: 'T01', description: 'Required.' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  bu_code?: string;
}

const REFUSALS = [BuRequired, BuNotAllowed, DocumentTypeUnknown] as const;

/** Behind every Print button. */
@ApiTags('printing')
@Controller('api/print')
export class PrintController {
  constructor(
    private readonly types: DocumentTypesService,
    private readonly menu: PrintMenu,
    private readonly once: PrintOnce,
    private readonly generate: GenerateService,
  ) {}

  @Get('document-types')
  @Allow('print-mapping.read')
  @Operation({
    summary: 'List the types of documents that can be printed',
    id: 'listDocumentTypes',
    returns: pageDto(DocumentType),
  })
  async documentTypes(@Caller() caller: Principal, @Query() query: PageQuery) {
    return mapPage(await this.types.list(caller, query), presentType);
  }

  @Post('document-types')
  @Allow('document-type.write')
  @Operation({
    summary: 'Add a type of document, for every organization',
    id: 'createDocumentType',
    status: 201,
    returns: DocumentType,
    problems: [DocumentTypeTaken],
  })
  createDocumentType(
    @Author() author: Author,
    @Body() body: CreateDocumentType,
  ): Promise<Answer<DocumentType>> {
    return this.types.create(author, body);
  }

  @Get('layouts')
  @Allow('print.run')
  @Operation({
    summary: 'List what may print a type of document in a business unit: the menu "Print as…"',
    id: 'listPrintLayouts',
    description: 'By display_order. Not paged: `next_cursor` is always null.',
    returns: pageDto(PrintLayout),
    problems: REFUSALS,
  })
  layouts(@Caller() caller: Principal, @Query() query: PrintQuery) {
    return this.menu.layouts(caller, query);
  }

  @Get('resolve')
  @Allow('print.run')
  @Operation({
    summary: 'Say what a Print button uses',
    id: 'resolvePrintLayout',
    description: 'The default, then by order; the first whose mapping and template are open to the unit.',
    returns: PrintLayout,
    problems: [...REFUSALS, NoPrintMapping],
  })
  resolve(@Caller() caller: Principal, @Query() query: PrintQuery) {
    return this.menu.resolve(caller, query);
  }

  @Post(':document_type/batch')
  @Allow('print.run')
  @Operation({
    summary: 'Print many documents into one PDF',
    id: 'printDocuments',
    description:
      'One job of the ordinary queue. A document that is not there becomes a warning of the job; without any it fails.',
    status: 202,
    returns: Job,
    problems: [...REFUSALS, NoPrintMapping, QueueFull],
  })
  @ApiBody({ type: PrintBatchBody, examples: BATCH_EXAMPLES })
  batch(
    @Author() { caller, request }: Author,
    @Param('document_type') document_type: string,
    @Body() body: PrintBatchBody,
  ): Promise<Answer<JobView>> {
    return this.generate.print({ caller, request }, { ...body, document_type });
  }

  @Post(':document_type/:document_id')
  @Allow('print.run')
  @Operation({
    summary: 'Print a document, at once',
    id: 'printDocument',
    description: 'Named by its id or its number. Writes a completed job (`X-Job-Id`) and an audit entry.',
    produces: ['application/pdf'],
    problems: [...REFUSALS, NoPrintMapping, DocumentNotFound, PrintFailed],
  })
  @ApiBody({ type: PrintBody, examples: PRINT_EXAMPLES })
  async print(
    @Author() author: Author,
    @Param('document_type') document_type: string,
    @Param('document_id') document: string,
    @Body() body: PrintBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const { bytes, job_id, ...file } = await this.once.print(
      author,
      { ...body, document_type, document },
      gone.signal,
    );
    await reply.headers({ ...fileHeaders(file), 'x-job-id': job_id }).send(bytes);
  }
}
