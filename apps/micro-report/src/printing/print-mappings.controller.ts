import { Body, Controller, Delete, Get, Post, Put, Query } from '@nestjs/common';
import { Allow, Author, Caller, Operation, pageDto, UuidParam, type Principal } from '@galley/platform';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import {
  CreatePrintMapping,
  MAPPING_EXAMPLES,
  PrintMapping,
  PrintMappingQuery,
  Repair,
  RepairQuery,
  UpdatePrintMapping,
} from './print-mapping.dto.js';
import { PrintMappingsService } from './print-mappings.service.js';

@ApiTags('printing')
@Controller('api/print/mappings')
export class PrintMappingsController {
  constructor(private readonly mappings: PrintMappingsService) {}

  @Get()
  @Allow('print-mapping.read')
  @Operation({
    summary: 'List the print templates of types of documents',
    id: 'listPrintMappings',
    returns: pageDto(PrintMapping),
  })
  list(@Caller() caller: Principal, @Query() query: PrintMappingQuery) {
    return this.mappings.list(caller, query);
  }

  @Post()
  @Allow('print-mapping.write')
  @Operation({
    summary: 'Give a type of document a print template',
    id: 'createPrintMapping',
    description: 'The first mapping of a type is its default.',
    status: 201,
    returns: PrintMapping,
  })
  @ApiBody({ type: CreatePrintMapping, examples: MAPPING_EXAMPLES })
  create(@Author() author: Author, @Body() body: CreatePrintMapping) {
    return this.mappings.create(author, body);
  }

  @Post('repair')
  @Allow('print-mapping.write')
  @Operation({
    summary: 'Give every type of document its one default',
    id: 'repairPrintMappings',
    description:
      'For data of other systems: the first default by order stays, a type without one gets its first.',
    returns: Repair,
  })
  async repair(@Author() author: Author, @Query() { owner = 'organization' }: RepairQuery): Promise<Repair> {
    return { repaired: await this.mappings.repair(author, owner) };
  }

  @Get(':id')
  @Allow('print-mapping.read')
  @Operation({ summary: 'Read a mapping', id: 'readPrintMapping', returns: PrintMapping })
  read(@Caller() caller: Principal, @UuidParam() id: string) {
    return this.mappings.find(caller, id);
  }

  @Put(':id')
  @Allow('print-mapping.write')
  @Operation({
    summary: 'Change a mapping',
    id: 'updatePrintMapping',
    description: 'Fields left out stay as they are; null clears one.',
    returns: PrintMapping,
  })
  update(@Author() author: Author, @UuidParam() id: string, @Body() body: UpdatePrintMapping) {
    return this.mappings.update(author, id, body);
  }

  @Delete(':id')
  @Allow('print-mapping.write')
  @Operation({
    summary: 'Remove a mapping',
    id: 'deletePrintMapping',
    description: 'When it was the default, the first by order takes its place.',
    status: 204,
  })
  async remove(@Author() author: Author, @UuidParam() id: string): Promise<void> {
    await this.mappings.remove(author, id);
  }

  @Post(':id/default')
  @Allow('print-mapping.write')
  @Operation({
    summary: 'Make a mapping the default of its type',
    id: 'makeDefaultPrintMapping',
    returns: PrintMapping,
  })
  makeDefault(@Author() author: Author, @UuidParam() id: string) {
    return this.mappings.makeDefault(author, id);
  }
}
