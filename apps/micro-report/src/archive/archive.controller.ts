import { Controller, Get, Post, Query, Res } from '@nestjs/common';
import {
  Allow,
  Author,
  Caller,
  mapPage,
  Operation,
  pageDto,
  PreconditionFailed,
  UuidParam,
  type Principal,
} from '@galley/platform';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  ArchivedRestoreRequired,
  FileDamaged,
  FileExpired,
  FileMissing,
  RangeNotSatisfiable,
} from './archive-problems.js';
import { ArchiveQuery, VerifyQuery } from './archive-query.js';
import { GeneratedReport, VerificationResource } from './archive-resources.js';
import { ArchiveService } from './archive.service.js';
import { presentFile } from './archived-file.js';
import { ExportDownloadOnly, requireNoExport } from './export-files.js';
import { FILE_TYPES } from './file-headers.js';
import { FileSender } from './file-sender.js';
import { FileVerifier } from './file-verifier.js';

/** What a download may refuse; jobs and shares send files the same way. */
export const DOWNLOAD_PROBLEMS = [
  FileExpired,
  ArchivedRestoreRequired,
  FileMissing,
  FileDamaged,
  RangeNotSatisfiable,
  PreconditionFailed,
] as const;

@ApiTags('archive')
@Controller('api/reports/generated')
export class ArchiveController {
  constructor(
    private readonly archive: ArchiveService,
    private readonly sender: FileSender,
    private readonly verifier: FileVerifier,
  ) {}

  @Get()
  @Allow('archive.read')
  @Operation({
    summary: 'List finished files',
    id: 'listGeneratedReports',
    returns: pageDto(GeneratedReport),
  })
  async list(@Caller() caller: Principal, @Query() query: ArchiveQuery) {
    return mapPage(await this.archive.list(caller, query), presentFile);
  }

  @Get(':id')
  @Allow('archive.read')
  @Operation({
    summary: 'Read what is known about a file',
    id: 'readGeneratedReport',
    returns: GeneratedReport,
  })
  async read(@Caller() caller: Principal, @UuidParam() id: string) {
    return presentFile(await this.archive.find(caller, id));
  }

  @Get(':id/download')
  @Allow('archive.read')
  @Operation({
    summary: 'Download a file',
    id: 'downloadGeneratedReport',
    description:
      'ETag is the SHA-256 of the file; single ranges, If-Range, If-Match and If-None-Match are honoured. Where files stand in an object store the answer is 302 to an address that is good for a few minutes.',
    produces: FILE_TYPES,
    problems: [...DOWNLOAD_PROBLEMS, ExportDownloadOnly],
  })
  async download(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.archive.find(caller, id);
    requireNoExport(file);
    await this.sender.send(reply, caller, file);
  }

  @Post(':id/verify')
  @Allow('archive.verify')
  @Operation({
    summary: 'Prove that a stored file is what it was, and follows from its data',
    id: 'verifyGeneratedReport',
    description:
      'Hashes the file again. Where its dataset was kept (`keep_snapshot`), renders it once more from there and compares the bytes.',
    returns: VerificationResource,
    problems: [FileExpired, ArchivedRestoreRequired],
  })
  async verify(
    @Author() author: Author,
    @UuidParam() id: string,
    @Query() { rerender }: VerifyQuery,
  ): Promise<VerificationResource> {
    const file = await this.archive.find(author.caller, id);
    return this.verifier.verify(author, file, rerender !== 'false');
  }
}
