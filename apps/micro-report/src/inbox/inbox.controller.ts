import { Controller, Get, Post, Query } from '@nestjs/common';
import { Allow, Caller, Operation, UuidParam, type Principal } from '@galley/platform';
import { ApiTags } from '@nestjs/swagger';
import { Inbox, InboxMessage, InboxQuery, ReadAll } from './inbox.dto.js';
import { InboxService } from './inbox.service.js';

@ApiTags('inbox')
@Controller('api/inbox')
export class InboxController {
  constructor(private readonly inbox: InboxService) {}

  @Get()
  @Allow('inbox.read')
  @Operation({ summary: "List the caller's own messages", id: 'listInbox', returns: Inbox })
  list(@Caller() caller: Principal, @Query() query: InboxQuery): Promise<Inbox> {
    return this.inbox.list(caller, query);
  }

  @Post('read-all')
  @Allow('inbox.read')
  @Operation({ summary: 'Mark all own messages as read', id: 'readAllInbox', returns: ReadAll })
  async readAll(@Caller() caller: Principal): Promise<ReadAll> {
    return { read: await this.inbox.readAll(caller) };
  }

  @Post(':id/read')
  @Allow('inbox.read')
  @Operation({ summary: 'Mark a message as read', id: 'readInboxMessage', returns: InboxMessage })
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<InboxMessage> {
    return this.inbox.read(caller, id);
  }
}
