import { MESSAGE_KINDS, MESSAGE_LANGUAGES, placeholdersOf } from '@galley/delivery';
import { Body, Controller, Delete, Get, Post, Put, Query } from '@nestjs/common';
import {
  Allow,
  Author,
  Caller,
  Operation,
  pageDto,
  UuidParam,
  type Answer,
  type Page,
  type Principal,
} from '@galley/platform';
import { ApiTags } from '@nestjs/swagger';
import { MessageTemplateTaken } from '../delivery-problems.js';
import {
  CreateMessageTemplate,
  MessageKindInfo,
  MessageTemplate,
  MessageTemplateQuery,
  UpdateMessageTemplate,
} from './message-template.dto.js';
import { MessageTemplatesService } from './message-templates.service.js';

@ApiTags('deliveries')
@Controller('api/reports/messages')
export class MessageTemplatesController {
  constructor(private readonly templates: MessageTemplatesService) {}

  @Get()
  @Allow('message-template.read')
  @Operation({
    summary: "List the organization's own words for messages",
    id: 'listMessageTemplates',
    returns: pageDto(MessageTemplate),
  })
  list(@Caller() caller: Principal, @Query() query: MessageTemplateQuery): Promise<Page<MessageTemplate>> {
    return this.templates.list(caller, query);
  }

  @Get('kinds')
  @Allow('message-template.read')
  @Operation({
    summary: 'List the kinds of messages and what their texts may name',
    id: 'listMessageKinds',
    returns: [MessageKindInfo],
  })
  kinds(): MessageKindInfo[] {
    const languages = [...MESSAGE_LANGUAGES];
    return MESSAGE_KINDS.map((kind) => ({ kind, placeholders: [...placeholdersOf(kind)], languages }));
  }

  @Post()
  @Allow('message-template.write')
  @Operation({
    summary: 'Give a kind of message words of your own in one language',
    id: 'createMessageTemplate',
    status: 201,
    returns: MessageTemplate,
    problems: [MessageTemplateTaken],
  })
  create(@Author() author: Author, @Body() body: CreateMessageTemplate): Promise<Answer<MessageTemplate>> {
    return this.templates.create(author, body);
  }

  @Get(':id')
  @Allow('message-template.read')
  @Operation({ summary: 'Read a text for messages', id: 'readMessageTemplate', returns: MessageTemplate })
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<MessageTemplate> {
    return this.templates.find(caller, id);
  }

  @Put(':id')
  @Allow('message-template.write')
  @Operation({
    summary: 'Change a text for messages; absent fields stay',
    id: 'updateMessageTemplate',
    returns: MessageTemplate,
  })
  update(
    @Author() author: Author,
    @UuidParam() id: string,
    @Body() body: UpdateMessageTemplate,
  ): Promise<MessageTemplate> {
    return this.templates.update(author, id, body);
  }

  @Delete(':id')
  @Allow('message-template.write')
  @Operation({
    summary: 'Remove a text for messages; the house’s words take its place',
    id: 'deleteMessageTemplate',
    status: 204,
  })
  async remove(@Author() author: Author, @UuidParam() id: string): Promise<void> {
    await this.templates.remove(author, id);
  }
}
