import { Body, Controller, Delete, Post, Put } from '@nestjs/common';
import { Allow, Author, Operation, UuidParam } from '@galley/platform';
import { ApiTags } from '@nestjs/swagger';
import { LegalHoldBody, RestoreBody, RetentionBody } from './archive-bodies.js';
import { ArchiveKeeper } from './archive-keeper.js';
import {
  ArchiveStateConflict,
  FileDamaged,
  FileExpired,
  FileMissing,
  LegalHold,
} from './archive-problems.js';
import { GeneratedReport } from './archive-resources.js';
import { presentFile } from './archived-file.js';

/** How long a file is kept, and where it stands. */
@ApiTags('archive')
@Controller('api/reports/generated')
export class ArchiveKeepingController {
  constructor(private readonly keeper: ArchiveKeeper) {}

  @Post(':id/archive')
  @Allow('archive.move')
  @Operation({
    summary: 'Move a file into the archive',
    id: 'archiveGeneratedReport',
    description:
      'A restored file is given back. Its date of purge is the organization’s archive years from now.',
    returns: GeneratedReport,
    problems: [ArchiveStateConflict, LegalHold, FileExpired, FileMissing, FileDamaged],
  })
  async archive(@Author() author: Author, @UuidParam() id: string) {
    return presentFile(await this.keeper.archive(author, id));
  }

  @Post(':id/restore')
  @Allow('archive.move')
  @Operation({
    summary: 'Make an archived file readable for some days',
    id: 'restoreGeneratedReport',
    returns: GeneratedReport,
    problems: [ArchiveStateConflict, FileExpired, FileMissing, FileDamaged],
  })
  async restore(@Author() author: Author, @UuidParam() id: string, @Body() { days }: RestoreBody) {
    return presentFile(await this.keeper.restore(author, id, days));
  }

  @Post(':id/legal-hold')
  @Allow('archive.hold')
  @Operation({
    summary: 'Forbid everybody to move or remove a file',
    id: 'holdGeneratedReport',
    returns: GeneratedReport,
    problems: [LegalHold, FileExpired],
  })
  async hold(@Author() author: Author, @UuidParam() id: string, @Body() { reason }: LegalHoldBody) {
    return presentFile(await this.keeper.hold(author, id, reason));
  }

  @Delete(':id/legal-hold')
  @Allow('archive.hold')
  @Operation({
    summary: 'Lift a legal hold',
    id: 'releaseGeneratedReport',
    description: 'Dates that passed meanwhile are carried out from now on.',
    returns: GeneratedReport,
    problems: [ArchiveStateConflict, FileExpired],
  })
  async release(@Author() author: Author, @UuidParam() id: string, @Body() { reason }: LegalHoldBody) {
    return presentFile(await this.keeper.release(author, id, reason));
  }

  @Put(':id/retention')
  @Allow('archive.retain')
  @Operation({
    summary: 'Give a file another retention class',
    id: 'retainGeneratedReport',
    description: 'Its dates are computed anew from the day it was made; `archive` moves it there.',
    returns: GeneratedReport,
    problems: [ArchiveStateConflict, LegalHold, FileExpired, FileMissing, FileDamaged],
  })
  async retain(@Author() author: Author, @UuidParam() id: string, @Body() body: RetentionBody) {
    return presentFile(await this.keeper.retain(author, id, body.class));
  }
}
