import { Body, Controller, Delete, Get, Post, Put, Query } from '@nestjs/common';
import {
  Allow,
  Author,
  Caller,
  Operation,
  pageDto,
  PageQuery,
  UuidParam,
  type Answer,
  type Page,
  type Principal,
} from '@galley/platform';
import { ApiTags } from '@nestjs/swagger';
import { EVENT_TYPES } from './event-types.js';
import { WebhookNameTaken } from './webhook-problems.js';
import {
  CreateWebhook,
  EventTypeInfo,
  NewWebhook,
  RecipientSecret,
  UpdateWebhook,
  Webhook,
} from './webhook.dto.js';
import { WebhooksService } from './webhooks.service.js';

@ApiTags('webhooks')
@Controller('api/webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Get()
  @Allow('webhook.read')
  @Operation({
    summary: 'List the webhooks, without their secrets',
    id: 'listWebhooks',
    returns: pageDto(Webhook),
  })
  list(@Caller() caller: Principal, @Query() query: PageQuery): Promise<Page<Webhook>> {
    return this.webhooks.list(caller, query);
  }

  @Get('event-types')
  @Allow('webhook.read')
  @Operation({
    summary: 'List the events that a webhook can hear of',
    id: 'listEventTypes',
    returns: [EventTypeInfo],
  })
  eventTypes(): EventTypeInfo[] {
    return Object.entries(EVENT_TYPES).map(([type, description]) => ({ type, description }));
  }

  @Post('recipient-secret')
  @Allow('webhook.write')
  @Operation({
    summary: 'Show what signs reports sent to webhook addresses that are not registered here',
    id: 'showRecipientSecret',
    returns: RecipientSecret,
  })
  async recipientSecret(@Author() author: Author): Promise<RecipientSecret> {
    return { secret: await this.webhooks.recipientSecret(author) };
  }

  @Post()
  @Allow('webhook.write')
  @Operation({
    summary: 'Register a webhook and show its secret once',
    id: 'createWebhook',
    status: 201,
    returns: NewWebhook,
    problems: [WebhookNameTaken],
  })
  create(@Author() author: Author, @Body() body: CreateWebhook): Promise<Answer<NewWebhook>> {
    return this.webhooks.create(author, body);
  }

  @Get(':id')
  @Allow('webhook.read')
  @Operation({ summary: 'Read a webhook, without its secret', id: 'readWebhook', returns: Webhook })
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Webhook> {
    return this.webhooks.find(caller, id);
  }

  @Put(':id')
  @Allow('webhook.write')
  @Operation({
    summary: 'Change a webhook, or start it again; absent fields stay',
    id: 'updateWebhook',
    returns: Webhook,
    problems: [WebhookNameTaken],
  })
  update(@Author() author: Author, @UuidParam() id: string, @Body() body: UpdateWebhook): Promise<Webhook> {
    return this.webhooks.update(author, id, body);
  }

  @Delete(':id')
  @Allow('webhook.write')
  @Operation({ summary: 'Remove a webhook; what waits for it is not sent', id: 'deleteWebhook', status: 204 })
  async remove(@Author() author: Author, @UuidParam() id: string): Promise<void> {
    await this.webhooks.remove(author, id);
  }

  @Post(':id/rotate-secret')
  @Allow('webhook.write')
  @Operation({
    summary: 'Give a webhook a new secret and show it once',
    id: 'rotateWebhookSecret',
    description: 'For a day everything is signed with both, the new and the old one.',
    returns: NewWebhook,
  })
  rotate(@Author() author: Author, @UuidParam() id: string): Promise<NewWebhook> {
    return this.webhooks.rotate(author, id);
  }
}
