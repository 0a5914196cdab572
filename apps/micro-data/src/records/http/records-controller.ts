import { Body, Controller, Delete, Get, Patch, Post, Put, Query, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Author, Caller, UuidParam, type Answer, type Page, type Principal } from '@galley/platform';
import { BulkRecords, type BulkAnswer } from '../bulk-records.js';
import { RecordsService } from '../records.service.js';
import type { EntityShape } from '../shape/record-shape.js';
import type { RecordRow } from '../statements/select-records.js';
import { jsonObject } from './record-body.js';
import { recordOperations } from './record-operations.js';

type Parameters = Readonly<Record<string, unknown>>;

/** The resource of an entity: a controller of its own, so that the API document knows every field of it. */
export function recordsController(shape: EntityShape): Type {
  const { area, name, resource } = shape.entity;
  const documented = recordOperations(shape);

  @ApiTags(`${area} records`)
  @Controller(`api/${area}/${name}`)
  class RecordsController {
    constructor(
      readonly records: RecordsService,
      readonly bulk: BulkRecords,
    ) {}

    @Get()
    @documented.list
    list(@Caller() caller: Principal, @Query() query: Parameters): Promise<Page<RecordRow>> {
      return this.records.list(caller, shape, query);
    }

    @Post()
    @documented.create
    create(@Author() author: Author, @Body() body: unknown): Promise<Answer<RecordRow>> {
      return this.records.create(author, shape, jsonObject(body));
    }

    @Post('bulk')
    @documented.bulk
    write(@Author() author: Author, @Body() body: unknown): Promise<Answer<BulkAnswer>> {
      return this.bulk.write(author, shape, jsonObject(body));
    }

    @Get(':id')
    @documented.read
    read(@Caller() caller: Principal, @UuidParam() id: string): Promise<RecordRow> {
      return this.records.read(caller, shape, id);
    }

    @Put(':id')
    @documented.replace
    replace(@Author() author: Author, @UuidParam() id: string, @Body() body: unknown): Promise<RecordRow> {
      return this.records.change(author, shape, { id, body: jsonObject(body), mode: 'replace' });
    }

    @Patch(':id')
    @documented.change
    change(@Author() author: Author, @UuidParam() id: string, @Body() body: unknown): Promise<RecordRow> {
      return this.records.change(author, shape, { id, body: jsonObject(body), mode: 'change' });
    }

    @Delete(':id')
    @documented.remove
    async remove(@Author() author: Author, @UuidParam() id: string): Promise<void> {
      await this.records.remove(author, shape, id);
    }
  }
  Object.defineProperty(RecordsController, 'name', { value: `${resource}RecordsController` });
  return RecordsController;
}
