import { Controller, Get, Post, Query } from '@nestjs/common';
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
import { WebhookPostsService } from './webhook-posts.service.js';
import { WebhookStopped } from './webhook-problems.js';
import { AllWebhookDeliveriesQuery, WebhookDelivery, WebhookDeliveryQuery } from './webhook.dto.js';

@ApiTags('webhooks')
@Controller('api/webhooks')
export class WebhookPostsController {
  constructor(private readonly posts: WebhookPostsService) {}

  @Get('deliveries')
  @Allow('webhook.read')
  @Operation({
    summary: 'List what was posted to all webhooks and what became of it',
    id: 'listAllWebhookDeliveries',
    returns: pageDto(WebhookDelivery),
  })
  all(
    @Caller() caller: Principal,
    @Query() query: AllWebhookDeliveriesQuery,
  ): Promise<Page<WebhookDelivery>> {
    return this.posts.all(caller, query);
  }

  @Post('deliveries/:id/replay')
  @Allow('webhook.write')
  @Operation({
    summary: 'Post an event to its webhook once more',
    id: 'replayWebhookDelivery',
    status: 201,
    returns: WebhookDelivery,
    problems: [WebhookStopped],
  })
  replay(@Author() author: Author, @UuidParam() id: string): Promise<Answer<WebhookDelivery>> {
    return this.posts.replay(author, id);
  }

  @Post(':id/test')
  @Allow('webhook.write')
  @Operation({
    summary: 'Post an event of no consequence, to try the receiver out',
    id: 'testWebhook',
    status: 201,
    returns: WebhookDelivery,
    problems: [WebhookStopped],
  })
  test(@Author() author: Author, @UuidParam() id: string): Promise<Answer<WebhookDelivery>> {
    return this.posts.test(author, id);
  }

  @Get(':id/deliveries')
  @Allow('webhook.read')
  @Operation({
    summary: 'List what was posted to a webhook and what became of it',
    id: 'listWebhookDeliveries',
    returns: pageDto(WebhookDelivery),
  })
  list(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() query: WebhookDeliveryQuery,
  ): Promise<Page<WebhookDelivery>> {
    return this.posts.list(caller, id, query);
  }
}
